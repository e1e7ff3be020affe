import { MlModelEntityV1alpha1 } from '../MlModelEntityV1alpha1';

/** A model that says no more than it must. */
export function aModel(
  spec: Partial<MlModelEntityV1alpha1['spec']> = {},
): MlModelEntityV1alpha1 {
  return {
    apiVersion: 'noshelfware.io/v1alpha1',
    kind: 'MlModel',
    metadata: { name: 'flight-delay' },
    spec: {
      task: 'tabular-classification',
      lifecycle: 'experimental',
      owner: 'flight-ops-ds',
      ...spec,
    },
  };
}
