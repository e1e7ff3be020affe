import { ConfigReader, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';

/**
 * @param duration - ISO 8601, as the kind's schema has checked
 * @returns milliseconds
 */
export function durationMs(duration: string): number {
  const config = new ConfigReader({ duration });
  return durationToMilliseconds(
    readDurationFromConfig(config, { key: 'duration' }),
  );
}
