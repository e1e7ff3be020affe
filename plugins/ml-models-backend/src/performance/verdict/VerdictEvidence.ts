import { FeatureDrift } from '@noshelfware/backstage-plugin-ml-models-common';

/** What is known of a version in an environment at the end of a window. */
export interface VerdictEvidence {
  /** Live requests (not replayed, not shadow) of the last 15 minutes. */
  recent: {
    requests: number;
    errors: number;
    /** Of the requests, those imported from a log that has no failures in it. */
    failuresUntold?: number;
    /** Timed requests, and the latency that 95 % of them kept below. */
    timed: number;
    p95Ms?: number;
  };
  /** Live requests of the 7 days before those 15 minutes, of all versions. */
  before: { timed: number; p95Ms?: number };
  /** Of the last 24 hours; empty without a baseline. */
  drift: readonly FeatureDrift[];
  /** Of the last 7 days; absent where no version had an outcome. */
  quality?: QualityEvidence;
  /** Of an hour whose records have had time to arrive; absent when nobody counts. */
  completeness?: CompletenessEvidence;
}

export interface QualityEvidence {
  /** Outcomes that have arrived. */
  labels: number;
  /** Metrics that the model report names. */
  reported: readonly string[];
  /** Metrics that outcomes tell of, as people call them. */
  measured: readonly string[];
  /** Those that are both, the most telling first. */
  compared: readonly ComparedMetric[];
}

export interface ComparedMetric {
  /** As people call it, e.g. `ROC AUC`. */
  metric: string;
  measured: number;
  /** How far off `measured` may be; absent where it is exact. */
  errorMax?: number;
  /** What the version's own pipeline measured. */
  evaluated: number;
  higherIsBetter: boolean;
  /** Rows behind the measured value. */
  n: number;
}

export interface CompletenessEvidence {
  stored: number;
  expected: number;
  /** What was compared, and how: `requests left a record`. */
  kept: string;
}
