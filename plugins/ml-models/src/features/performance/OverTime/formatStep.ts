import { formatDurationSeconds } from '../../../components/formatNumber/formatDurationSeconds';

/** @returns the length of a chart's steps as it follows "per", e.g. `hour`, `5 min` */
export function formatStep(seconds: number): string {
  const names: Record<number, string> = {
    60: 'minute',
    3600: 'hour',
    86400: 'day',
    604800: 'week',
  };
  return names[seconds] ?? formatDurationSeconds(seconds);
}
