import { Entity } from '@backstage/catalog-model';

/** A valid model, or one that is wrong in what `spec` says. */
export function aModel(
  spec: Entity['spec'] = {},
  envelope: Partial<Entity> = {},
): Entity {
  return {
    apiVersion: 'noshelfware.io/v1alpha1',
    kind: 'MlModel',
    metadata: { name: 'flight-delay', namespace: 'default' },
    ...envelope,
    spec: {
      task: 'tabular-classification',
      lifecycle: 'experimental',
      owner: 'flight-ops-ds',
      ...spec,
    },
  };
}
