import {
  Deployment,
  deployPermission,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { ConfirmedButton } from '../../../components/ConfirmDialog/ConfirmedButton';
import { useEntityModel } from '../../../components/EntityModel/entityModel';
import { useRefusal } from '../../../components/Refusal/useRefusal';

/** Stops a deployment after asking. */
export function CancelButton({ deployment }: { deployment: Deployment }) {
  const refusal = useRefusal(deployPermission, useEntityModel());
  const { environment, previousVersion } = deployment;
  return (
    <ConfirmedButton
      button={{
        refusal,
        size: 'small',
        variant: 'outlined',
        children: 'Cancel deployment',
      }}
      title="Cancel this deployment?"
      act="Cancel deployment"
      keep="Let it go on"
      operation={operations.cancelDeployment}
      input={{ params: { id: deployment.id } }}
      invalidates={[
        operations.getDeployment,
        operations.listDeployments,
        operations.getModelStatus,
      ]}
    >
      {previousVersion === undefined
        ? `It stops where it is, and nothing new serves in ${environment}.`
        : `It stops where it is, and version ${previousVersion} goes on serving in ${environment}.`}{' '}
      You can deploy the same again at any time.
    </ConfirmedButton>
  );
}
