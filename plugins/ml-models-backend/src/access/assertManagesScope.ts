import { NotAllowedError } from '@backstage/errors';
import {
  MlModelEntityV1alpha1,
  tokensManagePermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { ModelCatalog, modelRefOfEntity } from '../catalog/ModelCatalog';
import { CallerAccess, CallerCredentials } from '../http/CallerAccess';
import { scopesOf } from './ModelScopes';

/**
 * A token for a system or an owner is good for all models of it, so that nobody
 * makes or revokes one who may not see them all and manage the tokens of each.
 *
 * @throws NotAllowedError
 */
export async function assertManagesScope(
  { callers, catalog }: { callers: CallerAccess; catalog: ModelCatalog },
  wanted: {
    scopeRef: string;
    /** Whose tokens the caller manages. */
    modelRef: string;
    credentials: CallerCredentials;
  },
): Promise<void> {
  const { scopeRef, modelRef, credentials } = wanted;
  if (scopeRef === modelRef) {
    return;
  }
  const covered = (await catalog.listModels())
    .filter(model => isCovered(model, scopeRef))
    .map(modelRefOfEntity);
  const seen = new Set(
    (await catalog.listModels(credentials)).map(modelRefOfEntity),
  );
  if (covered.some(ref => !seen.has(ref))) {
    throw new NotAllowedError(
      `${scopeRef} has models that you may not see: make a token for ${modelRef} alone, or ask somebody who sees them all`,
    );
  }
  for (const ref of covered) {
    await callers.assertAllowed({
      permission: tokensManagePermission,
      modelRef: ref,
      credentials,
    });
  }
}

function isCovered(model: MlModelEntityV1alpha1, scopeRef: string): boolean {
  return scopesOf(modelRefOfEntity(model), model).includes(scopeRef);
}
