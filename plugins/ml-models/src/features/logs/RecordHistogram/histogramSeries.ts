import { InferenceHistogram } from '@noshelfware/backstage-plugin-ml-models-common';
import { cutIntoBuckets, spreadOverBuckets } from '../../../charts/timeBuckets';
import { TimeSeries } from '../../../charts/TimeSeriesChart/timeSeries';

export interface HistogramView {
  /** Epoch milliseconds; absent: from the first bucket on. */
  from: number | undefined;
  until: number;
  /** Only these are drawn. */
  status?: 'ok' | 'error';
}

/** Stacks answers and errors by bucket; a bucket without records has none, not 0. */
export function histogramSeries(data: InferenceHistogram, view: HistogramView) {
  const bucketMs = data.bucketSeconds * 1_000;
  const starts = data.buckets.map(({ start }) => Date.parse(start));
  const buckets = cutIntoBuckets({
    from: view.from ?? starts[0] ?? view.until - bucketMs,
    until: view.until,
    bucketMs,
    alignedTo: starts[0],
  });
  const spread = spreadOverBuckets(buckets, data.buckets, ({ start }) =>
    Date.parse(start),
  );
  const layers: TimeSeries[] = [
    {
      name: 'ok',
      shape: 'bar',
      tone: 'ok',
      values: spread.map(bucket => bucket?.ok ?? null),
    },
    {
      name: 'failed',
      shape: 'bar',
      tone: 'error',
      values: spread.map(bucket => bucket?.errors ?? null),
    },
  ];
  const hidden = { ok: 'failed', error: 'ok' };
  return {
    buckets,
    series: layers.filter(
      ({ name }) => !view.status || name !== hidden[view.status],
    ),
  };
}
