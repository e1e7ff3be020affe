import { ConflictError } from '@backstage/errors';
import {
  EXTERNAL_RUNTIME,
  MlModelEntityV1alpha1,
  servingOf,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { ownerOf } from '../catalog/ownerOf';
import { AdapterDefaults } from './planDeployment';

/** @throws ConflictError for a model that its own pipeline deploys */
export function assertDeployedHere(
  { model, modelRef }: { model: MlModelEntityV1alpha1; modelRef: string },
  { defaults }: { defaults: AdapterDefaults },
): void {
  const { runtime } = servingOf(model, defaults.servingRuntime);
  if (runtime === EXTERNAL_RUNTIME) {
    throw new ConflictError(
      `${modelRef} is deployed by its own pipeline, which ${ownerOf(
        model,
      )} answers for: ask there. The portal only observes what it serves (spec.serving.runtime: ${EXTERNAL_RUNTIME})`,
    );
  }
}
