import { dialogApiRef, useApi } from '@backstage/frontend-plugin-api';
import { ModelsQueryProvider } from '../api/ModelsQueryProvider';
import { DeployDialog } from '../components/DeployDialog/DeployDialog';
import { useEntityModel } from '../components/EntityModel/entityModel';

/** `Deploy` in the menu of a model's page. */
export function useDeployMenuItem() {
  const model = useEntityModel();
  const dialogApi = useApi(dialogApiRef);
  return {
    title: 'Deploy',
    onClick: () => {
      dialogApi.open(({ dialog }) => (
        <ModelsQueryProvider>
          <DeployDialog model={model} onClose={() => dialog.close()} />
        </ModelsQueryProvider>
      ));
    },
  };
}
