import {
  ModelSummary,
  modelSummarySchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { aDeploymentSummary } from './aDeployment';
import { aVerdict } from './aVerdict';

/** A healthy model with version 3 live in production. */
export function aModelSummary(
  overrides: Partial<ModelSummary> = {},
): ModelSummary {
  return modelSummarySchema.parse({
    modelRef: 'mlmodel:default/flight-delay',
    title: 'Flight delay risk',
    task: 'tabular-classification',
    lifecycle: 'production',
    type: 'service',
    riskTier: 'minimal',
    owner: 'group:default/flight-ops-ds',
    ownerTitle: 'Flight operations data science',
    ownerExists: true,
    system: 'system:default/flight-operations',
    tags: [],
    environments: [
      { name: 'staging', liveVersion: 4 },
      { name: 'production', liveVersion: 3 },
    ],
    latestVersion: 4,
    verdict: aVerdict(),
    drift: { drifted: 0, features: 12 },
    requestsPerDay: [120, 140, 90, 100, 130, 150, 110],
    lastDeployment: aDeploymentSummary(),
    shelfAgeDays: 0,
    onShelf: false,
    lastRequestAt: '2026-03-01T11:59:00.000Z',
    ...overrides,
  });
}
