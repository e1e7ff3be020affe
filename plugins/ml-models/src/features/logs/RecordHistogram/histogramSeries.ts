import {
  InferenceHistogram,
  InferenceQuery,
  isAskedFor,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { cutIntoBuckets, spreadOverBuckets } from '../../../charts/timeBuckets';
import {
  ANSWERED_LAYER,
  ERRORS_LAYER,
  INVALID_REQUESTS_LAYER,
  OK_LAYER,
} from '../../../charts/TimeSeriesChart/outcomeLayers';
import { TimeSeries } from '../../../charts/TimeSeriesChart/timeSeries';

export interface HistogramView {
  /** Epoch milliseconds; absent: from the first bucket on. */
  from: number | undefined;
  until: number;
  /** Only these are drawn. */
  status?: InferenceQuery['status'];
}

/**
 * Stacks answers, invalid requests where there are any, and errors by bucket; apart
 * from answers those of which nobody knows whether they failed. A bucket without
 * records has none, not 0.
 */
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
  const ok: TimeSeries = {
    ...OK_LAYER,
    values: spread.map(
      bucket => bucket && bucket.ok - (bucket.failuresUntold ?? 0),
    ),
  };
  const answered: TimeSeries = {
    ...ANSWERED_LAYER,
    values: spread.map(bucket => bucket && (bucket.failuresUntold ?? 0)),
  };
  const invalidRequests: TimeSeries = {
    ...INVALID_REQUESTS_LAYER,
    values: spread.map(bucket => bucket?.invalidRequests ?? null),
  };
  const errors: TimeSeries = {
    ...ERRORS_LAYER,
    values: spread.map(bucket => bucket?.errors ?? null),
  };
  const { status } = view;
  return {
    buckets,
    series: [
      ...(isAskedFor('ok', status) ? [ok] : []),
      ...(data.failuresUntold ? [answered] : []),
      ...(isAskedFor('invalid', status) &&
      (status === 'invalid' || data.invalidRequests > 0)
        ? [invalidRequests]
        : []),
      ...(isAskedFor('error', status) ? [errors] : []),
    ],
  };
}
