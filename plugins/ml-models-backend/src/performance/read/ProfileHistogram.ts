import { InferenceHistogram } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import {
  TrafficHistogram,
  TrafficHistogramQuery,
} from '../../inference/TrafficHistogram';
import {
  bucketOf,
  bucketStarts,
  CountedRange,
  cutRange,
  toIsoInstant,
} from './PerformanceRange';
import { groupBy } from './summariseWindows';

/** Bars above a table of ordinary width. */
const BUCKETS_MAX = 60;

interface CountedWindow {
  start_s: number | string;
  requests: number | string;
  invalid_requests: number | string;
  errors: number | string;
  failures_untold: number | string;
}

/** Counts records by the windows they were profiled in. */
export class ProfileHistogram implements TrafficHistogram {
  constructor(private readonly options: { knex: Knex; nowMs(): number }) {}

  async count(query: TrafficHistogramQuery): Promise<InferenceHistogram> {
    const range = cutRange(query, BUCKETS_MAX, this.options.nowMs());
    const windows = await this.readWindows(query, range);
    const byBucket = groupBy(windows, it =>
      bucketOf(Number(it.start_s), range),
    );
    const buckets = bucketStarts(range).map(start => {
      const { requests, ...failed } = addUp(byBucket.get(start) ?? []);
      const ok = requests - failed.invalidRequests - failed.errors;
      return { start: toIsoInstant(start), ok, ...failed };
    });
    const { requests: total, ...failed } = addUp(windows);
    return {
      from: toIsoInstant(range.sinceS),
      until: toIsoInstant(range.untilS),
      bucketSeconds: range.bucketS,
      buckets,
      total,
      ...failed,
    };
  }

  private async readWindows(
    { modelRef, environment, version, traffic }: TrafficHistogramQuery,
    { sinceS, untilS }: CountedRange,
  ): Promise<CountedWindow[]> {
    const rows = this.options
      .knex('profile_windows')
      .where({ model_ref: modelRef })
      .where('start_s', '>=', sinceS)
      .where('start_s', '<', untilS);
    if (environment) rows.where({ environment });
    if (version !== undefined) rows.where({ version });
    if (traffic === 'callers') {
      rows.whereNot({ traffic: 'shadow' });
    } else if (traffic) {
      rows.where({ traffic });
    }
    return rows
      .groupBy('start_s')
      .select(
        'start_s',
        this.options.knex.raw('sum(requests) AS requests'),
        this.options.knex.raw('sum(invalid_requests) AS invalid_requests'),
        this.options.knex.raw('sum(errors) AS errors'),
        this.options.knex.raw('sum(failures_untold) AS failures_untold'),
      );
  }
}

function addUp(windows: readonly CountedWindow[]) {
  return {
    requests: windows.reduce((sum, it) => sum + Number(it.requests), 0),
    invalidRequests: windows.reduce(
      (sum, it) => sum + Number(it.invalid_requests),
      0,
    ),
    errors: windows.reduce((sum, it) => sum + Number(it.errors), 0),
    failuresUntold:
      windows.reduce((sum, it) => sum + Number(it.failures_untold), 0) ||
      undefined,
  };
}
