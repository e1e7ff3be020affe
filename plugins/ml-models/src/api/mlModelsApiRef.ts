import { createApiRef } from '@backstage/core-plugin-api';
import { MlModelsClient } from '@noshelfware/backstage-plugin-ml-models-common';

/** The HTTP API of ml-models, called as the signed-in user. */
export const mlModelsApiRef = createApiRef<MlModelsClient>({
  id: 'plugin.ml-models.client',
});
