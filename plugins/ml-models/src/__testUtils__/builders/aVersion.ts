import {
  Version,
  VersionDetail,
  versionDetailSchema,
  versionSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** Version 3, which serves all of production. */
export function aVersion(overrides: Partial<Version> = {}): Version {
  return versionSchema.parse({
    modelRef: 'mlmodel:default/flight-delay',
    version: 3,
    origin: 'registered',
    createdAt: '2026-03-01T10:59:00.000Z',
    createdBy: 'user:default/guest',
    commit: { sha: 'a'.repeat(40), message: 'Add wind speed', author: 'Ann' },
    framework: { name: 'scikit-learn', version: '1.6.1' },
    metrics: [{ name: 'roc_auc', value: 0.764, split: 'test', n: 12_000 }],
    gatePassed: true,
    referenceRows: 10_000,
    buildSeconds: 48,
    serving: [{ environment: 'production', weight: 100, state: 'ready' }],
    ...overrides,
  });
}

export function aVersionDetail(
  overrides: Partial<VersionDetail> = {},
): VersionDetail {
  return versionDetailSchema.parse({
    ...aVersion(),
    signature: {
      inputs: [{ name: 'distance', type: 'number', unit: 'mi' }],
      outputs: [{ name: 'delayed', type: 'boolean' }],
    },
    ...overrides,
  });
}
