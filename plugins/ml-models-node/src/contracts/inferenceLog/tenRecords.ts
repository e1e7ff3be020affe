import {
  aFailure,
  anInference,
  NOON_MS,
} from '../../inMemory/inferenceLog/anInference';
import { Inference } from '../../inference/Inference';

export const MINUTE_MS = 60 * 1000;

/** Ten records, a minute apart, the newest at noon; every fifth failed. */
export function tenRecords(): Inference[] {
  return Array.from({ length: 10 }, (_, i) => {
    const changes: Parameters<typeof anInference>[0] = {
      serial: i,
      timeMs: NOON_MS - i * MINUTE_MS,
      version: i < 5 ? 2 : 1,
      environment: i === 8 ? 'staging' : 'production',
      traffic: i % 5 === 2 ? 'shadow' : 'primary',
      requestId: `request-${i}`,
      inputs: {
        distance: i * 100,
        carrier: i % 2 ? 'UA' : 'AA',
        'leg.time': i,
        ...(i === 3 ? { rebooked: true } : {}),
      },
    };
    return i % 5 === 4 ? aFailure(changes) : anInference(changes);
  });
}

export function instant(timeMs: number): string {
  return new Date(timeMs).toISOString();
}
