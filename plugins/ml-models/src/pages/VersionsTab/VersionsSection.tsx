import { EnvironmentStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import Button from '@material-ui/core/Button';
import { useModelStatus } from '../../api/useModelStatus';
import { useVersions } from '../../api/useVersions';
import { EntityModel } from '../../components/EntityModel/entityModel';
import { EmptyNote } from '../../components/EmptyNote/EmptyNote';
import { NothingToDeploy } from '../../components/DeployDialog/NothingToDeploy';
import { useOwnPipeline } from '../../components/OwnPipeline/useOwnPipeline';
import { QueryBoundary } from '../../components/QueryBoundary/QueryBoundary';
import { Section } from '../../components/Section/Section';
import { TableSkeleton } from '../../components/TableSkeleton/TableSkeleton';
import { CompareVersions } from '../../features/versions/CompareVersions/CompareVersions';
import { LiveVersion } from '../../features/versions/VersionsTable/liveVersion';
import { VersionsTable } from '../../features/versions/VersionsTable/VersionsTable';
import { useVersionsView } from './useVersionsView';

/** @returns the version live in the last environment that has one */
function findLive(
  environments: readonly EnvironmentStatus[],
): LiveVersion | undefined {
  return environments
    .flatMap(({ name, liveVersion }) =>
      liveVersion === undefined
        ? []
        : [{ version: liveVersion, environment: name }],
    )
    .at(-1);
}

export interface VersionsSectionProps {
  model: EntityModel;
  /** Whether there is anything to deploy, as far as is known. */
  deployable: boolean;
}

export function VersionsSection({ model, deployable }: VersionsSectionProps) {
  const [view, setView] = useVersionsView();
  const environments = useModelStatus(model).data?.environments ?? [];
  const liveVersion = findLive(environments);
  const versions = useVersions(model);
  const ownPipeline = useOwnPipeline(model);
  const selected = view.compare
    .map(Number)
    .filter(Number.isInteger)
    .slice(0, 2);
  const [older, newer] = [...selected].sort((a, b) => a - b);
  return (
    <div>
      <Section title="Versions">
        <QueryBoundary
          query={versions}
          what="the versions"
          skeleton={<TableSkeleton rows={5} columns={7} />}
        >
          {({ items }) =>
            items.length === 0 && (!deployable || ownPipeline) ? (
              <NoVersions model={model} observed={Boolean(ownPipeline)} />
            ) : (
              <VersionsTable
                {...{ model, liveVersion, environments, selected }}
                versions={items}
                onSelect={compared =>
                  setView({ compare: compared.map(String) })
                }
              />
            )
          }
        </QueryBoundary>
        {versions.hasNextPage && (
          <Button
            size="small"
            disabled={versions.isFetchingNextPage}
            onClick={() => versions.fetchNextPage()}
          >
            Show older versions
          </Button>
        )}
      </Section>
      {newer !== undefined && (
        <Section
          key={`${older} ${newer}`}
          opened
          title={`Version ${older} against version ${newer}`}
          action={
            <Button size="small" onClick={() => setView({ compare: [] })}>
              Close the comparison
            </Button>
          }
        >
          <CompareVersions {...{ model, older, newer }} />
        </Section>
      )}
    </div>
  );
}

function NoVersions(props: { model: EntityModel; observed: boolean }) {
  return props.observed ? (
    <EmptyNote title="No versions yet">
      They are listed with the first inference record that names them, or when
      its pipeline registers them.
    </EmptyNote>
  ) : (
    <NothingToDeploy model={props.model} />
  );
}
