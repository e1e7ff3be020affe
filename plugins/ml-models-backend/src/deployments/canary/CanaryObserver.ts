import {
  AnsweredOtherwise,
  CanaryRules,
} from '@noshelfware/backstage-plugin-ml-models-common';
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

/** Answers of two versions to the same requests; each row of a batch is one. */
export interface Disagreement {
  /** Records of copies that were looked at: the newest ones. */
  copies: number;
  /** Of those, where the record of the live version's answer was found. */
  paired: number;
  /** Of the pairs, those of which one or both failed. */
  failed: number;
  /** Of the others, those of which a body was not kept. */
  withoutBody: number;
  /** Those that could be compared, and of them, where any output differs. */
  n: number;
  differing: number;
  /** The same of each output, in alphabetical order. */
  outputs: Array<{
    name: string;
    n: number;
    differing: number;
    /** Whether it is a text or a boolean, whatever was answered. */
    isDecision: boolean;
  }>;
  /** Outputs that rules redact in the records of either version: not compared. */
  redacted: string[];
  /** Outputs that only one of the two ever answered: not compared. */
  oneSided: string[];
  /** Some of those that differ, the newest first. */
  examples: AnsweredOtherwise[];
}

export interface CanaryObservation {
  candidate: ObservedVersion;
  live: ObservedVersion;
  /** Each measure that outcomes of either tell of. */
  quality: readonly ComparedQuality[];
  outputs: ComparedOutput[];
  /** Of a shadow alone. */
  disagreement?: Disagreement;
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
  /** Set where it gets copies of the requests, and the live one answers all of them. */
  shadow?: CanaryRules['shadow'];
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
