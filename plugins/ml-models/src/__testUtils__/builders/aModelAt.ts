import {
  ModelAt,
  modelAtSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** The flight-delay model while a canary was tried in production. */
export function aModelAt(overrides: Partial<ModelAt> = {}): ModelAt {
  const deployment = {
    id: 'deployment-3',
    trigger: 'manual',
    requestedBy: 'user:default/ada',
    createdAt: '2026-02-20T09:00:00.000Z',
    endedAt: '2026-02-20T10:00:00.000Z',
    approval: {
      required: true,
      decision: 'approved',
      decidedBy: 'user:default/grace',
      decidedAt: '2026-02-20T09:58:00.000Z',
    },
  };
  return modelAtSchema.parse({
    modelRef: 'mlmodel:default/flight-delay',
    time: '2026-03-01T12:00:00.000Z',
    knownSince: '2026-01-05T08:00:00.000Z',
    ownersKnownSince: '2026-01-05T08:02:00.000Z',
    owner: {
      ownerRef: 'group:default/flight-ops-ds',
      since: '2026-01-05T08:02:00.000Z',
      isFirstSeen: true,
    },
    environments: [
      { name: 'staging', versions: [] },
      {
        name: 'production',
        lastChange: deployment,
        versions: [
          {
            version: 3,
            weight: 90,
            role: 'primary',
            commit: { sha: 'a'.repeat(40), message: 'Add the carrier' },
            trainedOn: {
              digest: `sha256:${'d'.repeat(64)}`,
              references: [{ entityRef: 'resource:default/nyc-flights' }],
            },
            deployment,
          },
          {
            version: 4,
            weight: 10,
            role: 'canary',
            deployment: {
              id: 'deployment-4',
              trigger: 'push',
              requestedBy: 'user:default/ada',
              createdAt: '2026-03-01T11:00:00.000Z',
            },
          },
        ],
      },
    ],
    ...overrides,
  });
}
