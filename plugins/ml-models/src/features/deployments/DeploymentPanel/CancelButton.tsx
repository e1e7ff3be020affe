import {
  Deployment,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import Button from '@material-ui/core/Button';
import { useState } from 'react';
import { useOperationMutation } from '../../../api/useOperationMutation';
import { ConfirmDialog } from '../../../components/ConfirmDialog/ConfirmDialog';

/** Stops a deployment after asking. */
export function CancelButton({ deployment }: { deployment: Deployment }) {
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
      <Button size="small" variant="outlined" onClick={() => setAsking(true)}>
        Cancel deployment
      </Button>
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
