import { dialogApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  deployPermission,
  rollBackPermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { ModelsQueryProvider } from '../api/ModelsQueryProvider';
import { DeployDialog } from '../components/DeployDialog/DeployDialog';
import { useEntityModel } from '../components/EntityModel/entityModel';
import { useReleaseRefusal } from '../components/OwnPipeline/useReleaseRefusal';

/** `Deploy` in the menu of a model's page. */
export function useDeployMenuItem() {
  const model = useEntityModel();
  const dialogApi = useApi(dialogApiRef);
  const refusal = useReleaseRefusal(deployPermission, model);
  // The dialog does both, by what is chosen there.
  const refusedBoth = useReleaseRefusal(rollBackPermission, model) && refusal;
  return {
    // All entries are one line high, and none has a tooltip.
    title: refusedBoth ? <span title={refusedBoth}>Deploy</span> : 'Deploy',
    disabled: Boolean(refusedBoth),
    onClick: () => {
      dialogApi.open(({ dialog }) => (
        <ModelsQueryProvider>
          <DeployDialog model={model} onClose={() => dialog.close()} />
        </ModelsQueryProvider>
      ));
    },
  };
}
