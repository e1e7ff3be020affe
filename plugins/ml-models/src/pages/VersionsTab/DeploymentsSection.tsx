import { useModelStatus } from '../../api/useModelStatus';
import { EntityModel } from '../../components/EntityModel/entityModel';
import { useOwnPipeline } from '../../components/OwnPipeline/useOwnPipeline';
import { QueryBoundary } from '../../components/QueryBoundary/QueryBoundary';
import { Section } from '../../components/Section/Section';
import { TableSkeleton } from '../../components/TableSkeleton/TableSkeleton';
import { DeploymentFilters } from '../../features/deployments/DeploymentFilters/DeploymentFilters';
import { DeploymentTimeline } from '../../features/deployments/DeploymentTimeline/DeploymentTimeline';
import { useDeploymentPage } from './useDeploymentPage';
import { useIsLive } from './useIsLive';
import { useShownDeployment } from './useShownDeployment';
import { useVersionsView } from './useVersionsView';

export interface DeploymentsSectionProps {
  model: EntityModel;
  /** Whether there is anything to deploy, as far as is known. */
  deployable: boolean;
}

export function DeploymentsSection(props: DeploymentsSectionProps) {
  const { model, deployable } = props;
  const [{ deployedTo, outcome, olderThan }, setView] = useVersionsView();
  const chosen = useShownDeployment(model);
  const isLive = useIsLive(model);
  const ownPipeline = useOwnPipeline(model);
  const environments = useModelStatus(model).data?.environments ?? [];
  const page = useDeploymentPage(
    model,
    { environment: deployedTo, status: outcome },
    olderThan,
  );
  return (
    <Section
      title="Deployments"
      action={
        <DeploymentFilters
          filter={{ environment: deployedTo, status: outcome }}
          environments={environments.map(({ name }) => name)}
          onChange={({ environment, status }) =>
            setView({
              deployedTo: environment,
              outcome: status,
              olderThan: undefined,
            })
          }
        />
      }
    >
      <QueryBoundary
        query={page}
        what="the deployments"
        skeleton={<TableSkeleton rows={5} columns={2} />}
      >
        {({ items, nextCursor }) => (
          <DeploymentTimeline
            // Another page is read from its top.
            key={olderThan}
            deployments={items}
            deployable={deployable}
            observed={ownPipeline !== undefined}
            filtered={deployedTo !== undefined || outcome !== undefined}
            isLive={isLive}
            onOlder={
              nextCursor ? () => setView({ olderThan: nextCursor }) : undefined
            }
            onNewest={
              olderThan ? () => setView({ olderThan: undefined }) : undefined
            }
            chosen={chosen}
            onChoose={deployment => setView({ deployment, step: undefined })}
          />
        )}
      </QueryBoundary>
    </Section>
  );
}
