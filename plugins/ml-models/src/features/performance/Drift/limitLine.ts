import { ReferenceLine } from '../../../charts/TimeSeriesChart/timeSeries';
import { formatNumber } from '../../../components/formatNumber/formatNumber';

/** @returns the distance from which on it is drift, as a line; none while not known */
export function limitLine(limit: number | undefined): ReferenceLine[] {
  return limit === undefined
    ? []
    : [{ name: `limit ${formatNumber(limit)}`, value: limit, tone: 'warning' }];
}
