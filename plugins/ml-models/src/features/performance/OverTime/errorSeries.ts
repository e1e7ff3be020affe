import { TimeSeries } from '../../../charts/TimeSeriesChart/timeSeries';
import { comparedSeries, Timeline, valuesOf } from './timeline';

/** Beyond these, colours can no longer be told apart. */
const TYPES_MAX = 5;

/**
 * Errors by type, the most frequent first, the rest as one; beside them all
 * errors of what is compared with.
 */
export function errorSeries(timeline: Timeline): TimeSeries[] {
  const series = seriesByType(timeline);
  const before = comparedSeries(
    timeline,
    { name: 'all', tone: 'marker' },
    ({ errors }) => errors,
    { counts: true },
  );
  const anyBefore = before.some(({ values }) =>
    values.some(count => count !== null && count > 0),
  );
  return anyBefore ? [...series, ...before] : series;
}

function seriesByType(timeline: Timeline): TimeSeries[] {
  const totals = new Map<string, number>();
  for (const point of timeline.points) {
    for (const [type, count] of Object.entries(point?.errorsByType ?? {})) {
      totals.set(type, (totals.get(type) ?? 0) + count);
    }
  }
  const types = [...totals]
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([type]) => type);
  const named = types.slice(0, TYPES_MAX);
  const series = named.map<TimeSeries>((type, index) => ({
    name: type,
    shape: 'bar',
    tone: index === 0 ? 'error' : { palette: index },
    values: valuesOf(timeline, point => point.errorsByType?.[type] ?? 0),
  }));
  const rest = valuesOf(timeline, point => {
    const counted = named.reduce(
      (sum, type) => sum + (point.errorsByType?.[type] ?? 0),
      0,
    );
    return point.errors - counted;
  });
  return rest.some(count => count !== null && count > 0)
    ? [
        ...series,
        {
          name: named.length > 0 ? 'others' : 'errors',
          shape: 'bar',
          tone: named.length > 0 ? 'baseline' : 'error',
          values: rest,
        },
      ]
    : series;
}
