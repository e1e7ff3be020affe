import { Entity } from '@backstage/catalog-model';

/** The catalog's entity of the model that the other builders speak of. */
export function anMlModelEntity(overrides: Partial<Entity> = {}): Entity {
  return {
    apiVersion: 'noshelfware.io/v1alpha1',
    kind: 'MlModel',
    metadata: {
      name: 'flight-delay',
      namespace: 'default',
      title: 'Flight delay risk',
    },
    spec: {
      type: 'service',
      task: 'tabular-classification',
      lifecycle: 'production',
      owner: 'group:default/flight-ops-ds',
      environments: ['staging', 'production'],
    },
    ...overrides,
  };
}
