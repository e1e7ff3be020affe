import { Feedback, Inference } from '../../inference/Inference';

const MINUTE_MS = 60 * 1000;

/** Noon of a day: what is a few minutes around it lies in one hour and one day. */
export const NOON_MS = Date.UTC(2026, 2, 10, 12, 2);

export const FLIGHT_DELAY = 'mlmodel:default/flight-delay';

/**
 * @param timeMs - of the event, milliseconds since the epoch
 * @param serial - tells ids of the same millisecond apart
 */
export function anInferenceId(timeMs: number, serial = 0): string {
  const time = timeMs.toString(16).padStart(12, '0');
  const tail = serial.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${tail}`;
}

export function anInference(
  changes: Partial<Inference> & { serial?: number } = {},
): Inference {
  const { serial = 0, ...rest } = changes;
  const timeMs = rest.timeMs ?? NOON_MS;
  return {
    modelRef: FLIGHT_DELAY,
    environment: 'production',
    version: 1,
    inferenceId: anInferenceId(timeMs, serial),
    row: 0,
    timeMs,
    receivedMs: timeMs + 20,
    traffic: 'primary',
    replay: false,
    failed: false,
    statusCode: 200,
    durationMs: 12,
    inputs: { distance: 1400, carrier: 'UA' },
    outputs: { delayed: false, probability: 0.2 },
    keepsBody: true,
    ...rest,
  };
}

export function aFailure(
  changes: Partial<Inference> & { serial?: number } = {},
): Inference {
  return anInference({
    failed: true,
    statusCode: 500,
    errorType: 'ValueError',
    errorPlace: 'model.py:40 in predict',
    exception: {
      type: 'ValueError',
      message: 'distance is negative',
      stacktrace:
        'Traceback (most recent call last):\n  File "/srv/serve.py", line 12, in infer\n    predict()\n  File "/srv/model.py", line 40, in predict\n    raise ValueError\nValueError: distance is negative',
    },
    outputs: {},
    ...changes,
  });
}

export function aFeedback(
  of: Inference,
  changes: Partial<Feedback> = {},
): Feedback {
  return {
    modelRef: of.modelRef,
    inferenceId: of.inferenceId,
    row: of.row,
    timeMs: of.timeMs,
    target: { delayed: true },
    observedMs: of.timeMs + 90 * MINUTE_MS,
    ...changes,
  };
}
