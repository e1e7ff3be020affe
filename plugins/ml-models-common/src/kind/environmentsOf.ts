import { MlModelEntityV1alpha1 } from './MlModelEntityV1alpha1';

/** @returns where the model is served, in order of promotion; never empty */
export function environmentsOf(entity: MlModelEntityV1alpha1): string[] {
  const environments = entity.spec.environments ?? [];
  return environments.length > 0 ? environments : ['production'];
}
