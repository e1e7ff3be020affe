import { MlModelEntityV1alpha1 } from '@noshelfware/backstage-plugin-ml-models-common';

/** A model that names no guardrails takes its versions at once: nothing waits for a canary. */
export function aModelEntity(
  changes: {
    name?: string;
    title?: string;
    annotations?: Record<string, string>;
    relations?: MlModelEntityV1alpha1['relations'];
    spec?: Partial<MlModelEntityV1alpha1['spec']>;
  } = {},
): MlModelEntityV1alpha1 {
  const { environments = ['production'], guardrails } = changes.spec ?? {};
  const last = environments[environments.length - 1];
  return {
    apiVersion: 'noshelfware.io/v1alpha1',
    kind: 'MlModel',
    metadata: {
      namespace: 'default',
      name: changes.name ?? 'flight-delay',
      title: changes.title,
      annotations: changes.annotations ?? {
        'backstage.io/source-location':
          'url:http://localhost:7007/api/ml-models/git/flights/flight-delay/raw/main/',
      },
    },
    spec: {
      task: 'tabular-classification',
      lifecycle: 'experimental',
      owner: 'group:default/flight-ops-ds',
      release: guardrails ? undefined : { [last]: { strategy: 'all-at-once' } },
      ...changes.spec,
    },
    relations: changes.relations ?? [
      { type: 'ownedBy', targetRef: 'group:default/flight-ops-ds' },
      { type: 'partOf', targetRef: 'system:default/flight-operations' },
    ],
  };
}
