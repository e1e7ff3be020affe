import { DEPLOYMENTS_MAX, useDeployments } from '../../api/useDeployments';
import { EntityModel } from '../../components/EntityModel/entityModel';
import { QueryBoundary } from '../../components/QueryBoundary/QueryBoundary';
import { Section } from '../../components/Section/Section';
import { TableSkeleton } from '../../components/TableSkeleton/TableSkeleton';
import { DeploymentTimeline } from '../../features/deployments/DeploymentTimeline/DeploymentTimeline';
import { useLiveDeployments } from './useLiveDeployments';
import { useShownDeployment } from './useShownDeployment';
import { useVersionsView } from './useVersionsView';

export function DeploymentsSection({ model }: { model: EntityModel }) {
  const [, setView] = useVersionsView();
  const chosen = useShownDeployment(model);
  const live = useLiveDeployments(model);
  return (
    <Section title="Deployments">
      <QueryBoundary
        query={useDeployments(model)}
        what="the deployments"
        skeleton={<TableSkeleton rows={5} columns={2} />}
      >
        {({ items }) => (
          <DeploymentTimeline
            deployments={items}
            live={live}
            cut={items.length >= DEPLOYMENTS_MAX}
            chosen={chosen}
            onChoose={deployment => setView({ deployment, step: undefined })}
          />
        )}
      </QueryBoundary>
    </Section>
  );
}
