import {
  environmentsRebuildPermission,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  POLL_BUSY_MS,
  POLL_IDLE_MS,
  useOperation,
} from '../../../api/useOperation';
import { EmptyNote } from '../../../components/EmptyNote/EmptyNote';
import { QueryBoundary } from '../../../components/QueryBoundary/QueryBoundary';
import { useIsPermitted } from '../../../components/Refusal/useRefusal';
import { Section } from '../../../components/Section/Section';
import { Subtle } from '../../../components/Subtle/Subtle';
import { TableSkeleton } from '../../../components/TableSkeleton/TableSkeleton';
import { usePortfolioView } from '../usePortfolioView';
import { EnvironmentRows } from './EnvironmentRows';
import { RebuildProgress } from './RebuildProgress';

/** Makes whole environments anew, for those who may. */
export function RebuildEnvironments() {
  const permitted = useIsPermitted(environmentsRebuildPermission);
  const [view, setView] = usePortfolioView();
  const query = useOperation(
    operations.listRebuilds,
    {},
    {
      enabled: permitted,
      refetchInterval: list =>
        list?.items.some(({ endedAt }) => !endedAt)
          ? POLL_BUSY_MS
          : POLL_IDLE_MS,
    },
  );
  if (!permitted) {
    return null;
  }
  return (
    <Section title="Rebuild environments">
      <QueryBoundary
        query={query}
        what="where models serve"
        skeleton={<TableSkeleton rows={2} columns={4} />}
      >
        {list =>
          list.environments.length === 0 ? (
            <EmptyNote title="Nothing serves anywhere">
              As soon as a version is live in an environment, all that runs
              there can be made anew here.
            </EmptyNote>
          ) : (
            <>
              <Subtle paragraph>
                Nobody has to patch what runs: a rebuild makes it again from its
                registered artifacts, with no failed request.
              </Subtle>
              <EnvironmentRows
                list={list}
                shown={view.rebuild}
                onShow={rebuild => setView({ rebuild })}
              />
              {view.rebuild && (
                <RebuildProgress key={view.rebuild} id={view.rebuild} />
              )}
            </>
          )
        }
      </QueryBoundary>
    </Section>
  );
}
