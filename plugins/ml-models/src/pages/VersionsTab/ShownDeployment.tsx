import { EntityModel } from '../../components/EntityModel/entityModel';
import { Section } from '../../components/Section/Section';
import { DeploymentPanel } from '../../features/deployments/DeploymentPanel/DeploymentPanel';
import { useIsLive } from './useIsLive';
import { useShownDeployment } from './useShownDeployment';
import { NO_DEPLOYMENT, useVersionsView } from './useVersionsView';

/** The chosen or running deployment; nothing when there is none. */
export function ShownDeployment({ model }: { model: EntityModel }) {
  const [view, setView] = useVersionsView();
  const id = useShownDeployment(model);
  const isLive = useIsLive(model);
  if (!id) {
    return null;
  }
  return (
    <Section title="Deployment">
      <DeploymentPanel
        key={id}
        id={id}
        isLive={isLive}
        step={view.step}
        onShowStep={step => setView({ deployment: id, step })}
        onOpen={deployment => setView({ deployment, step: undefined })}
        onClose={() => setView({ deployment: NO_DEPLOYMENT, step: undefined })}
      />
    </Section>
  );
}
