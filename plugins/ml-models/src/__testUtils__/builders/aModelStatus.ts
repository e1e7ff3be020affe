import {
  EnvironmentStatus,
  environmentStatusSchema,
  ModelStatus,
  modelStatusSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { aDeploymentSummary } from './aDeployment';
import { aVerdict } from './aVerdict';

/** Production, where version 3 serves. */
export function anEnvironmentStatus(
  overrides: Partial<EnvironmentStatus> = {},
): EnvironmentStatus {
  return environmentStatusSchema.parse({
    name: 'production',
    traffic: [{ version: 3, weight: 100, state: 'ready' }],
    liveVersion: 3,
    liveSince: '2026-03-01T11:01:00.000Z',
    liveBy: 'user:default/guest',
    liveDeploymentId: 'deployment-3',
    endpoint: 'http://127.0.0.1:7070/production/default/flight-delay',
    requestsLastHour: 7_214,
    errorsLastHour: 152,
    verdict: aVerdict(),
    lastDeployment: aDeploymentSummary(),
    ...overrides,
  });
}

/** An environment where nothing has ever served. */
export function anIdleEnvironment(name: string): EnvironmentStatus {
  return environmentStatusSchema.parse({
    name,
    traffic: [],
    requestsLastHour: 0,
    errorsLastHour: 0,
    verdict: aVerdict({ state: 'unknown' }),
  });
}

/** Version 4 in staging, version 3 in production. */
export function aModelStatus(
  overrides: Partial<ModelStatus> = {},
): ModelStatus {
  return modelStatusSchema.parse({
    modelRef: 'mlmodel:default/flight-delay',
    serving: { runtime: 'local' },
    latestVersion: 4,
    environments: [
      anEnvironmentStatus({
        name: 'staging',
        liveVersion: 4,
        liveDeploymentId: 'deployment-4',
        traffic: [{ version: 4, weight: 100, state: 'ready' }],
        endpoint: 'http://127.0.0.1:7070/staging/default/flight-delay',
      }),
      anEnvironmentStatus(),
    ],
    exampleRequest: 'curl http://127.0.0.1:7070/production',
    cloneUrl: 'http://localhost:7007/api/ml-models/git/flights/delay.git',
    ...overrides,
  });
}
