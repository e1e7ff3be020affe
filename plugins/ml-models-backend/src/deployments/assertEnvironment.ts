import { InputError } from '@backstage/errors';
import {
  environmentsOf,
  MlModelEntityV1alpha1,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** @throws InputError for one that the model does not name */
export function assertEnvironment({
  model,
  modelRef,
  environment,
}: {
  model: MlModelEntityV1alpha1;
  modelRef: string;
  environment: string;
}): void {
  const environments = environmentsOf(model);
  if (!environments.includes(environment)) {
    throw new InputError(
      `${modelRef} has no environment '${environment}'; its environments are ${environments.join(
        ', ',
      )}`,
    );
  }
}
