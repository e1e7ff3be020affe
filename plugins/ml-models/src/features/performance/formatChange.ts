import { formatNumber } from '../../components/formatNumber/formatNumber';

/** @returns a difference with its sign, e.g. `+0.02`; a dash where there is none */
export function formatChange(value: number | undefined): string {
  if (value === undefined) {
    return '–';
  }
  return value > 0 ? `+${formatNumber(value)}` : formatNumber(value);
}
