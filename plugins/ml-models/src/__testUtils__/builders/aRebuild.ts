import {
  Rebuild,
  rebuildSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** Of production: one model has failed, one waits, and one is through. */
export function aRebuild(overrides: Partial<Rebuild> = {}): Rebuild {
  return rebuildSchema.parse({
    id: 'r-1',
    environment: 'production',
    requestedBy: 'user:default/ops',
    createdAt: '2026-03-01T11:00:00.000Z',
    models: {
      failed: 1,
      replacing: 0,
      waiting: 1,
      skipped: 0,
      cancelled: 0,
      replaced: 1,
    },
    items: [
      {
        modelRef: 'mlmodel:default/churn',
        state: 'failed',
        deploymentId: 'd-1',
        message: 'The artifact is gone. Version 3 went on serving production',
      },
      { modelRef: 'mlmodel:default/fares', state: 'waiting' },
      {
        modelRef: 'mlmodel:default/flight-delay',
        state: 'replaced',
        deploymentId: 'd-2',
        message: 'Fresh instances have taken over: version 2',
      },
    ],
    ...overrides,
  });
}
