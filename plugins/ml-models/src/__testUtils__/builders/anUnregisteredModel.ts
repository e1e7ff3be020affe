import {
  UnregisteredModel,
  unregisteredModelSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { aDeploymentSummary } from './aDeployment';

/** Version 3 serves in production, and has been missed since noon. */
export function anUnregisteredModel(
  overrides: Partial<UnregisteredModel> = {},
): UnregisteredModel {
  return unregisteredModelSchema.parse({
    modelRef: 'mlmodel:default/flight-delay',
    missingSince: '2026-03-01T12:00:00.000Z',
    environments: [
      {
        name: 'production',
        version: 3,
        since: '2026-03-01T11:01:00.000Z',
        lastDeployment: aDeploymentSummary(),
      },
    ],
    ...overrides,
  });
}
