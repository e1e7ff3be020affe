import { startOfDayMs } from '../../eventTime';

const PREFIX = 'inference_records_';

/**
 * @param day - since the epoch
 * @returns the name of its partition, e.g. `inference_records_20260310`
 */
export function partitionOf(day: number): string {
  const date = new Date(startOfDayMs(day)).toISOString().slice(0, 10);
  return `${PREFIX}${date.replaceAll('-', '')}`;
}
