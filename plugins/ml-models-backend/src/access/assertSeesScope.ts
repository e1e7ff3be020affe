import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { MlModelEntityV1alpha1 } from '@noshelfware/backstage-plugin-ml-models-common';
import { ModelCatalog, modelRefOfEntity } from '../catalog/ModelCatalog';
import { scopesOf } from './ModelScopes';

/**
 * A token for a system or an owner is good for all models of it, so that nobody
 * makes or revokes one who may not see them all.
 *
 * @throws NotAllowedError
 */
export async function assertSeesScope(
  catalog: ModelCatalog,
  options: {
    scopeRef: string;
    /** Which the caller sees. */
    modelRef: string;
    credentials: BackstageCredentials;
  },
): Promise<void> {
  const { scopeRef, modelRef, credentials } = options;
  if (scopeRef === modelRef) {
    return;
  }
  const all = await catalog.listModels();
  const seen = new Set(
    (await catalog.listModels(credentials)).map(modelRefOfEntity),
  );
  const isHidden = (model: MlModelEntityV1alpha1) => {
    const ref = modelRefOfEntity(model);
    return !seen.has(ref) && scopesOf(ref, model).includes(scopeRef);
  };
  if (all.some(isHidden)) {
    throw new NotAllowedError(
      `${scopeRef} has models that you may not see: make a token for ${modelRef} alone, or ask somebody who sees them all`,
    );
  }
}
