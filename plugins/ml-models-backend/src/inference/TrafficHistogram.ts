import {
  InferenceHistogram,
  QueriedTraffic,
} from '@noshelfware/backstage-plugin-ml-models-common';

export interface TrafficHistogramQuery {
  modelRef: string;
  /** Default: all. */
  environment?: string;
  /** Default: all. */
  version?: number;
  /** Default: all. */
  traffic?: QueriedTraffic;
  fromMs: number;
  /** Exclusive. */
  untilMs: number;
}

/** Counts records over time without reading them. */
export interface TrafficHistogram {
  /** @returns every bucket of the range, empty ones too */
  count(query: TrafficHistogramQuery): Promise<InferenceHistogram>;
}
