import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';
import { ComparedQuality } from './ComparedQuality';

/** What one version has done with the requests it got; none that were replayed. */
export interface ObservedVersion {
  version: number;
  requests: number;
  /** Of the model or its service; an invalid request is its caller's. */
  errors: number;
  /** Of the requests, those imported from a log that has no failures in it. */
  failuresUntold: number;
  /** Requests whose latency is known. */
  timed: number;
  /** @returns how many of those took longer than so many milliseconds */
  slowerThan: (latencyMs: number) => number;
}

/** How an output of the candidate lies beside that of the live version. */
export interface ComparedOutput {
  name: string;
  /** Unknown with too few of either. */
  decision: 'drift' | 'stable' | 'unknown';
  /** Jensen-Shannon distance, 0 to 1, corrected for sample size. */
  distance?: number;
  /** Of that, from which on it is drift, if that is no chance. */
  limit?: number;
  /** Predictions of the candidate, and of the live version; absent: not counted. */
  n?: number;
  liveN?: number;
  /**
   * Not compared, as the records of the two have it otherwise by rules of redaction:
   * what a hash differs in from a value is no drift.
   */
  redacted?: true;
}

export interface CanaryObservation {
  candidate: ObservedVersion;
  live: ObservedVersion;
  /** Each measure that outcomes of either tell of. */
  quality: readonly ComparedQuality[];
  outputs: ComparedOutput[];
}

export interface ObservedCanary extends ServingTarget {
  /** The version that is tried. */
  candidate: number;
  /** The one that answers the other requests. */
  live: number;
  /**
   * When it got its first share of several: outcomes come late, and tell of what was
   * predicted in the steps before. Default: `since`.
   */
  begun?: Date;
  since: Date;
}

/**
 * Tells what came of a canary so far. Both versions are seen over the same time:
 * a machine that is busy slows both, and must not speak against one of them.
 */
export interface CanaryObserver {
  /** @returns a note of what is counted of both already, for `observe` to leave out */
  noteCounted(canary: ObservedCanary): Promise<string>;
  /** @throws ServiceUnavailableError while the catalog does not answer */
  observe(canary: ObservedCanary, counted: string): Promise<CanaryObservation>;
}
