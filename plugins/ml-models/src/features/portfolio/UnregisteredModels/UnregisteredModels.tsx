import {
  operations,
  unregisteredManagePermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  POLL_BUSY_MS,
  POLL_IDLE_MS,
  useOperation,
} from '../../../api/useOperation';
import { QueryBoundary } from '../../../components/QueryBoundary/QueryBoundary';
import { useIsPermitted } from '../../../components/Refusal/useRefusal';
import { Section } from '../../../components/Section/Section';
import { Subtle } from '../../../components/Subtle/Subtle';
import { isBeingStopped } from './isBeingStopped';
import { UnregisteredTable } from './UnregisteredTable';

/**
 * What serves and has no page, for those who may stop it. Mostly there is none, so
 * that nothing stands for it while it loads.
 */
export function UnregisteredModels() {
  const permitted = useIsPermitted(unregisteredManagePermission);
  const query = useOperation(
    operations.listUnregisteredModels,
    {},
    {
      enabled: permitted,
      refetchInterval: data =>
        data?.items.some(model => model.environments.some(isBeingStopped))
          ? POLL_BUSY_MS
          : POLL_IDLE_MS,
    },
  );
  if (!permitted || !(query.error || query.data?.items.length)) {
    return null;
  }
  return (
    <Section title="Served without an entry in the catalog">
      <QueryBoundary
        query={query}
        what="what serves without an entry in the catalog"
        skeleton={null}
      >
        {({ items }) =>
          items.length > 0 && (
            <>
              <Subtle paragraph>
                Somebody has unregistered these models, and they still answer
                requests. Register one again to have its pages back, or stop it.
              </Subtle>
              <UnregisteredTable models={items} />
            </>
          )
        }
      </QueryBoundary>
    </Section>
  );
}
