import {
  InferenceDetail,
  inferenceDetailSchema,
  InferenceRecord,
  inferenceRecordSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** One answered request of the flight-delay model. */
export function anInferenceRecord(
  overrides: Partial<InferenceRecord> = {},
): InferenceRecord {
  return inferenceRecordSchema.parse({
    id: '0198f3a2-0000-7000-8000-000000000001',
    row: 0,
    time: '2026-03-01T11:59:00.000Z',
    modelRef: 'mlmodel:default/flight-delay',
    environment: 'production',
    version: 3,
    traffic: 'primary',
    replay: false,
    status: 'ok',
    statusCode: 200,
    durationMs: 5.25,
    inputs: { distance: 2475, carrier: 'AA' },
    outputs: { delayed: true, probability: 0.8125 },
    requestId: 'request-1',
    ...overrides,
  });
}

/** A request that was refused for a bad input. */
export function aFailedRecord(
  overrides: Partial<InferenceRecord> = {},
): InferenceRecord {
  return anInferenceRecord({
    id: '0198f3a2-0000-7000-8000-000000000002',
    status: 'invalid',
    statusCode: 422,
    errorType: 'ValueError',
    errorMessage: 'distance is not a number',
    outputs: undefined,
    ...overrides,
  });
}

export function anInferenceDetail(
  overrides: Partial<InferenceDetail> = {},
): InferenceDetail {
  return inferenceDetailSchema.parse({
    ...anInferenceRecord(),
    receivedAt: '2026-03-01T11:59:00.200Z',
    instanceId: 'instance-1',
    deployment: {
      id: 'deployment-3',
      status: 'live',
      requestedBy: 'user:default/guest',
      endedAt: '2026-03-01T11:01:00.000Z',
      commit: 'a'.repeat(40),
    },
    ...overrides,
  });
}
