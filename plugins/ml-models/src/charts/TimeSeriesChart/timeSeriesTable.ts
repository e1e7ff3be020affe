import {
  formatCount,
  formatCountOf,
  formatWhole,
} from '../../components/formatNumber/formatNumber';
import { TOO_FEW } from '../../components/formatNumber/tooFew';
import { ChartTableData } from '../ChartTable/chartTableData';
import { TimeBuckets } from '../timeBuckets';
import { formatBucket } from './formatBucket';
import { isUncertain, Samples, TimeSeries } from './timeSeries';

/** The chart's data, newest last, without the buckets that hold none. */
export function timeSeriesTable(options: {
  buckets: TimeBuckets;
  series: readonly TimeSeries[];
  samples?: Samples;
  unit?: string;
  /** A value with its unit, where the chart's title names none. */
  format: (value: number) => string;
  /** A value without what the chart's title says. */
  formatBare: (value: number) => string;
}): ChartTableData {
  const { buckets, series, samples, unit } = options;
  const format = unit ? options.formatBare : options.format;
  const valueColumn = (header: string) => ({
    header,
    unit,
    format: (cell: string | number) => format(Number(cell)),
    numeric: true,
  });
  const columns = [
    {
      header: 'time',
      format: (cell: string | number) =>
        formatBucket(Date.parse(String(cell)), buckets.bucketMs),
    },
    ...series.flatMap(({ name, n, leastN, errorMax }) => [
      valueColumn(name),
      ...(tellsErrors(errorMax) ? [valueColumn(`± of ${name}`)] : []),
      ...(n ? [countColumn(`n of ${name}`, leastN)] : []),
    ]),
    ...(samples ? [countColumn(`n (${samples.noun}s)`)] : []),
  ];
  const rows = buckets.starts.flatMap((start, index) => {
    const values = series.map(({ values: all }) => all[index] ?? null);
    return values.every(value => value === null)
      ? []
      : [
          [
            new Date(start).toISOString(),
            ...series.flatMap(({ n, errorMax }, place) => [
              values[place],
              ...(tellsErrors(errorMax) ? [errorMax[index] ?? null] : []),
              ...(n ? [n[index] ?? null] : []),
            ]),
            ...(samples ? [samples.counts[index] ?? null] : []),
          ],
        ];
  });
  return { columns, rows };
}

/** @returns whether any value may be off by what is worth telling */
function tellsErrors(
  errorMax: TimeSeries['errorMax'],
): errorMax is NonNullable<TimeSeries['errorMax']> {
  return errorMax?.some(error => error !== null) ?? false;
}

function countColumn(header: string, least = 0) {
  return {
    header,
    format: (cell: string | number) =>
      `${formatWhole(Number(cell))}${
        Number(cell) < least ? `, ${TOO_FEW}` : ''
      }`,
    numeric: true,
  };
}

/** One bucket in words, e.g. `Thu 12 Mar, 14:00 – 15:00: p50 12 ms; 240 requests`. */
export function describeBucket(options: {
  buckets: TimeBuckets;
  index: number;
  series: readonly TimeSeries[];
  samples?: Samples;
  format: (value: number) => string;
}): string {
  const { buckets, index, series, samples, format } = options;
  const when = formatBucket(buckets.starts[index], buckets.bucketMs);
  const values = series.flatMap(each => {
    const value = describeValue(each, index, format);
    return value === undefined ? [] : [`${each.name} ${value}`];
  });
  const n = samples?.counts[index];
  const size =
    samples && typeof n === 'number'
      ? `; ${formatCountOf(n, samples.noun)}`
      : '';
  return values.length > 0
    ? `${when}: ${values.join(', ')}${size}`
    : `${when}: no data`;
}

/** @returns a value with what it rests on, if that is its own; undefined without one */
export function describeValue(
  series: TimeSeries,
  index: number,
  format: (value: number) => string,
): string | undefined {
  const value = series.values[index] ?? null;
  const rows = series.n?.[index] ?? null;
  if (value === null) {
    return undefined;
  }
  const error = series.errorMax?.[index] ?? null;
  const told = `${format(value)}${error === null ? '' : ` ± ${format(error)}`}`;
  if (rows === null) {
    return told;
  }
  const tooFew = isUncertain(series, index) ? `, ${TOO_FEW}` : '';
  return `${told} (n = ${formatCount(rows)}${tooFew})`;
}

/**
 * The whole chart in a sentence: from when to when, and each series' span, with how
 * many of its points rest on too few.
 */
export function summarise(options: {
  buckets: TimeBuckets;
  series: readonly TimeSeries[];
  markers: number;
  format: (value: number) => string;
}): string {
  const { buckets, series, markers, format } = options;
  const spans = series.flatMap(each => {
    const span = describeSpan(each, format);
    return span === undefined ? [] : [`${each.name} ${span}`];
  });
  const first = formatBucket(
    buckets.starts[0] ?? buckets.from,
    buckets.bucketMs,
  );
  const last = formatBucket(
    buckets.starts[buckets.starts.length - 1] ?? buckets.until,
    buckets.bucketMs,
  );
  const events = markers > 0 ? `. ${formatCountOf(markers, 'marker')}` : '';
  return spans.length > 0
    ? `${first} until ${last}: ${spans.join(', ')}${events}`
    : `${first} until ${last}: no data${events}`;
}

/** @returns e.g. `from 0.61 to 0.75 (too few to judge at 4 of 5 points)` */
function describeSpan(
  series: TimeSeries,
  format: (value: number) => string,
): string | undefined {
  const points = series.values.flatMap((value, index) =>
    value === null ? [] : [{ value, tooFew: isUncertain(series, index) }],
  );
  if (points.length === 0) {
    return undefined;
  }
  const values = points.map(({ value }) => value);
  const span = `from ${format(Math.min(...values))} to ${format(
    Math.max(...values),
  )}`;
  const faint = points.filter(({ tooFew }) => tooFew).length;
  return faint === 0
    ? span
    : `${span} (${TOO_FEW} at ${formatCount(faint)} of ${formatCountOf(
        points.length,
        'point',
      )})`;
}
