import {
  Deployment,
  deploymentSchema,
  DeploymentStep,
  deploymentStepSchema,
  DeploymentSummary,
  deploymentSummarySchema,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** Version 3 went live in production on request of a person. */
export function aDeploymentSummary(
  overrides: Partial<DeploymentSummary> = {},
): DeploymentSummary {
  return deploymentSummarySchema.parse({
    id: 'deployment-3',
    modelRef: 'mlmodel:default/flight-delay',
    environment: 'production',
    status: 'live',
    version: 3,
    trigger: 'manual',
    requestedBy: 'user:default/guest',
    createdAt: '2026-03-01T11:00:00.000Z',
    endedAt: '2026-03-01T11:01:00.000Z',
    ...overrides,
  });
}

export function aStep(overrides: Partial<DeploymentStep> = {}): DeploymentStep {
  return deploymentStepSchema.parse({
    name: 'train',
    kind: 'pipeline',
    status: 'succeeded',
    startedAt: '2026-03-01T11:00:00.000Z',
    endedAt: '2026-03-01T11:00:12.000Z',
    lastSeconds: 10,
    hasLog: true,
    ...overrides,
  });
}

export function aDeployment(overrides: Partial<Deployment> = {}): Deployment {
  return deploymentSchema.parse({
    ...aDeploymentSummary(),
    commit: { sha: 'a'.repeat(40), message: 'Add wind speed', author: 'Ann' },
    steps: [aStep({ name: 'train' }), aStep({ name: 'evaluate' })],
    previousVersion: 2,
    ...overrides,
  });
}
