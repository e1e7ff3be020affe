import {
  LogChunk,
  ServingState,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** One model in one environment. */
export interface ServingTarget {
  modelRef: string;
  environment: string;
}

export interface ServableVersion extends ServingTarget {
  version: number;
  artifactUri: string;
  /** `sha256:…`; a runtime refuses an artifact that does not match. */
  artifactDigest: string;
  /** Where and as whom the service reports its inference records. */
  telemetry?: {
    /** Base URL of OTLP/HTTP; exporters append `/v1/logs`. */
    endpoint: string;
    /** A new ingest token for this version in this environment. */
    token: string;
  };
}

export interface TrafficShare {
  version: number;
  /** Percent of requests, 0 to 100; the shares of a split sum to 100. */
  weight: number;
  role: 'primary' | 'canary';
}

/** An empty split answers 503: nothing is live. */
export interface TrafficSplit {
  shares: TrafficShare[];
  /** Versions that get a copy of each request; their answers are discarded. */
  shadow?: number[];
}

export interface VersionServingStatus {
  version: number;
  state: ServingState;
  since: Date;
  restarts: number;
  /** Of one that crashed: whether it is started again by itself. Default: false. */
  startsAgain?: boolean;
  /** Root of this very version, whatever the split. */
  url?: string;
  /** Why it is not ready, in one line, and in others the last that it printed. */
  message?: string;
  /** Requests answered since it was first started; undefined: not counted. */
  served?: { primary: number; canary: number; shadow: number };
  /** Of a version that {@link VersionReplacements} renewed: which instance it is. */
  instance?: string;
  /** Stands beside it, and gets no request of callers. */
  replacement?: ReplacementStatus;
}

/** A fresh instance of a version, before it has taken over. */
export interface ReplacementStatus
  extends Pick<
    VersionServingStatus,
    'state' | 'since' | 'startsAgain' | 'message'
  > {
  instance: string;
  /** Root of this very instance. */
  url?: string;
}

export interface ServingStatus {
  /** Stable root of the target; the split decides who answers. */
  endpoint?: string;
  versions: VersionServingStatus[];
  traffic: TrafficSplit;
}

/** Predictions that one version answered in five minutes. */
export interface ServedWindow extends ServingTarget {
  version: number;
  /** Seconds since the epoch, a multiple of 300. */
  startS: number;
  served: number;
}

/**
 * What whoever forwards requests has counted: each request to
 * `POST /v2/models/{model}/infer` that a version answered, refusals and
 * exceptions included; not what was replayed, nor what no model answered (404,
 * 405). A request counts in the window of the UUIDv7 that the service got as
 * `x-noshelfware-gateway-id`, so that its record is looked for in the same one.
 */
export interface ServedCounts {
  /** Counts of one counter replace each other; those of several add up. */
  counter: string;
  windows: ServedWindow[];
}

/** What a pipeline elsewhere has packaged. */
export interface HandedArtifact {
  /** `sha256:…` of the content. */
  digest: string;
  /** A `.tar.gz` that holds all that `serve` of `pipeline.yaml` needs. */
  content: AsyncIterable<Uint8Array>;
}

/** One instance of a version; whoever asks for it chooses its id, and no other has it. */
export interface VersionInstance extends ServingTarget {
  version: number;
  /** Up to 64 letters, digits and `-`. */
  instance: string;
}

/**
 * Lets a fresh instance of a version take over from the one that runs. Every method is
 * idempotent, and a crash at any moment leaves one of the two answering.
 */
export interface VersionReplacements {
  /**
   * Starts an instance beside the one that runs, made from the artifact alone: nothing
   * is used that lies unpacked or installed for the one that runs, unless it is known
   * to be as it was made. Returns once it is under way; `describe` tells when it is
   * ready. Takes the place of a replacement of another id. Does nothing when the
   * instance stands or answers already. Of a version that does not run it becomes the
   * instance that runs.
   *
   * @throws InputError for an artifact that does not match its digest, NotFoundError
   *   for one that is gone
   */
  start(version: ServableVersion & VersionInstance): Promise<void>;
  /**
   * From here on the instance answers all that its version is asked. Returns when the
   * one before has answered what was in flight, and has ended. Does nothing when the
   * instance answers already.
   *
   * @throws ConflictError when there is no such instance, or it is not ready
   */
  takeOver(instance: VersionInstance): Promise<void>;
  /** Ends an instance that has not taken over; does nothing where there is none. */
  discard(instance: VersionInstance): Promise<void>;
}

/** Runs versions and splits traffic. Every method is idempotent. */
export interface ServingRuntime {
  readonly id: string;
  /**
   * False: one version answers every request, so that nobody can share them out by
   * hand, and a new version takes all of them without a canary; `setTraffic` throws
   * NotImplementedError for several shares. Default: true.
   */
  readonly splitsTraffic?: boolean;
  /** Absent: what it runs cannot be rebuilt. */
  readonly replacements?: VersionReplacements;
  /**
   * Keeps an artifact, to be started later: durable once it returns, and of content
   * that ends early or has another digest nothing is left. Absent: it serves only what
   * it fetches by itself.
   *
   * @returns its `artifactUri`
   * @throws InputError for content of another digest, what reading the content throws
   */
  keepArtifact?(artifact: HandedArtifact): Promise<string>;
  /**
   * Starts a version beside the others. Returns once it is under way; `describe`
   * tells when it is ready. A version that runs already is left alone. One that has
   * crashed is started at once, also where it would be started again by itself later.
   * One that lives, but has not been ready for as long as it may take to get so, and
   * answers no request, is started anew: left alone, it would never be ready.
   *
   * @throws InputError for an artifact that does not match its digest
   */
  start(version: ServableVersion): Promise<void>;
  describe(target: ServingTarget): Promise<ServingStatus>;
  /**
   * Replaces the split as a whole; a request sees the old one or the new one.
   *
   * @throws InputError for shares that do not sum to 100, ConflictError for a
   *   version that does not run
   */
  setTraffic(target: ServingTarget, traffic: TrafficSplit): Promise<void>;
  /**
   * For completeness: how many predictions were answered, by windows that start
   * at `since` or later. Absent, or undefined: nobody counts.
   */
  listServed?(since: Date): Promise<ServedCounts | undefined>;
  /**
   * Lets requests in flight finish; ends its replacement as well. Does nothing when it
   * does not run.
   */
  stop(version: ServingTarget & { version: number }): Promise<void>;
  /**
   * What the service printed, as UTF-8.
   *
   * @param from - byte offset: 0, or where the chunk before ended
   */
  readLog(
    version: ServingTarget & { version: number },
    from: number,
  ): Promise<LogChunk>;
}
