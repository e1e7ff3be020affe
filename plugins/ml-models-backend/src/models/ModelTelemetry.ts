import { Verdict } from '@noshelfware/backstage-plugin-ml-models-common';

export interface EnvironmentTelemetry {
  verdict: Verdict;
  requestsLastHour: number;
  errorsLastHour: number;
  invalidRequestsLastHour: number;
  /** Absent where there are none. */
  failuresUntoldLastHour?: number;
}

export interface ModelTelemetrySummary {
  /** Requests per day (UTC) of the last seven, oldest first, all environments. */
  requestsPerDay: number[];
  /** By environment: the last answer that was neither replayed nor shadow. */
  lastLiveRequestAt: Map<string, Date>;
  /** By environment: all requests there ever were, replayed ones too. */
  requestsRecorded: Map<string, number>;
  drift?: { drifted: number; features: number };
  /** By environment; absent where nothing has been seen. */
  environments: Map<string, EnvironmentTelemetry>;
}

/** How models have been doing, as far as inference records tell. */
export interface ModelTelemetry {
  /** @returns by model ref, for models that have telemetry, in a bounded number of queries */
  summarise(
    modelRefs: string[],
    now: Date,
  ): Promise<Map<string, ModelTelemetrySummary>>;
}
