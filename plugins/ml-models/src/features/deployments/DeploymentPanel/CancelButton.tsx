import {
  Deployment,
  deployPermission,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useState } from 'react';
import { useOperationMutation } from '../../../api/useOperationMutation';
import { useEntityModel } from '../../../components/EntityModel/entityModel';
import { GuardedButton } from '../../../components/Refusal/GuardedButton';
import { useRefusal } from '../../../components/Refusal/useRefusal';
import { ConfirmDialog } from '../../../components/ConfirmDialog/ConfirmDialog';

/** Stops a deployment after asking. */
export function CancelButton({ deployment }: { deployment: Deployment }) {
  const refusal = useRefusal(deployPermission, useEntityModel());
  const [asking, setAsking] = useState(false);
  const cancel = useOperationMutation(operations.cancelDeployment, {
    invalidates: [
      operations.getDeployment,
      operations.listDeployments,
      operations.getModelStatus,
    ],
  });
  const { environment, previousVersion } = deployment;
  return (
    <>
      <GuardedButton
        refusal={refusal}
        size="small"
        variant="outlined"
        onClick={() => setAsking(true)}
      >
        Cancel deployment
      </GuardedButton>
      {asking && (
        <ConfirmDialog
          title="Cancel this deployment?"
          act="Cancel deployment"
          keep="Let it go on"
          pending={cancel.isPending}
          error={cancel.error}
          onClose={() => setAsking(false)}
          onAct={() =>
            cancel.mutate(
              { params: { id: deployment.id } },
              { onSuccess: () => setAsking(false) },
            )
          }
        >
          {previousVersion === undefined
            ? `It stops where it is, and nothing new serves in ${environment}.`
            : `It stops where it is, and version ${previousVersion} goes on serving in ${environment}.`}{' '}
          You can deploy the same again at any time.
        </ConfirmDialog>
      )}
    </>
  );
}
