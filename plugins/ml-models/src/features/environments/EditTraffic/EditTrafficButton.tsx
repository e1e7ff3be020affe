import {
  DeploymentSummary,
  EnvironmentStatus,
  trafficEditPermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useState } from 'react';
import { EntityModel } from '../../../components/EntityModel/entityModel';
import { GuardedButton } from '../../../components/Refusal/GuardedButton';
import { useReleaseRefusal } from '../../../components/OwnPipeline/useReleaseRefusal';
import { EditTrafficDialog } from './EditTrafficDialog';
import { TrafficEdit } from './trafficDraft';

export interface EditTrafficButtonProps {
  model: EntityModel;
  environment: EnvironmentStatus;
  edit: TrafficEdit;
  onRequested: (deploymentId: string) => void;
}

/** Opens the shares of an environment, or says why they cannot be set now. */
export function EditTrafficButton(props: EditTrafficButtonProps) {
  const { model, environment, edit, onRequested } = props;
  const [open, setOpen] = useState(false);
  const refusal = useReleaseRefusal(trafficEditPermission, model);
  return (
    <>
      <GuardedButton
        refusal={refusal ?? findObstacle(environment, edit)}
        size="small"
        aria-label={`Edit traffic of ${environment.name}`}
        onClick={() => setOpen(true)}
      >
        Edit traffic
      </GuardedButton>
      {open && (
        <EditTrafficDialog
          {...{ model, environment, edit }}
          onClose={() => setOpen(false)}
          onRequested={id => {
            setOpen(false);
            onRequested(id);
          }}
        />
      )}
    </>
  );
}

/** @returns why the server would refuse it, and what to do */
function findObstacle(
  { name, activeDeployment }: EnvironmentStatus,
  { versions }: TrafficEdit,
): string | undefined {
  if (activeDeployment && activeDeployment.status !== 'awaiting-approval') {
    return describeOpen(activeDeployment);
  }
  return versions.length < 2
    ? `Only v${versions[0]} was live in ${name}: deploy another version first.`
    : undefined;
}

function describeOpen({ environment, status, trigger }: DeploymentSummary) {
  if (status === 'held') {
    return `A version is held in ${environment}: release it or put it back first.`;
  }
  return trigger === 'traffic'
    ? `The traffic of ${environment} is being edited just now.`
    : `A deployment is under way in ${environment}: wait until it has ended, or cancel it.`;
}
