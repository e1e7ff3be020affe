import {
  Commit,
  LockFile,
  LogChunk,
  ModelReport,
  ReferenceRow,
  StepStatus,
} from '@noshelfware/backstage-plugin-ml-models-common';

export interface PipelineRequest {
  /** Idempotency key: one deployment has at most one run. */
  deploymentId: string;
  modelRef: string;
  /** The entity's `backstage.io/source-location`, e.g. `url:http://…/repo.git`. */
  sourceLocation: string;
  /** Full SHA; default: head of the default branch when the run starts. */
  commit?: string;
  /**
   * A run of the same commit that did not succeed, of a deployment that this one
   * retries. An engine that resumes does not repeat what succeeded in it; others
   * ignore it, and so do all where nothing of it is left.
   */
  resumeFrom?: PipelineRunRef;
}

export interface PipelineRunRef {
  engine: string;
  runId: string;
}

export interface PipelineStageStatus {
  name: string;
  status: StepStatus;
  startedAt?: Date;
  endedAt?: Date;
  /** One sentence, e.g. why it failed. */
  message?: string;
}

export interface PipelineRunStatus {
  state: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';
  /** Known once the source has been fetched. */
  commit?: Commit;
  /** In the order of `pipeline.yaml`; empty until that has been read. */
  stages: PipelineStageStatus[];
  /** Set when the run failed. */
  failure?: {
    stage: string;
    /** What happened and what to do. */
    message: string;
    firstErrorLine?: string;
  };
  /** Where a person can look at the run, if the engine has pages. */
  url?: string;
}

/** What a succeeded run leaves behind. */
export interface PipelineRunOutput {
  report: ModelReport;
  referenceRows: ReferenceRow[];
  /** Understood by the serving runtimes that go with the engine. */
  artifactUri: string;
  /** What was installed, if the engine can tell; the version keeps its packages. */
  lockFile?: LockFile;
  commit: Commit;
}

/** Executes pipeline runs. Every method may be called by any backend replica. */
export interface PipelineEngine {
  readonly id: string;
  /** Whether a retry goes on from the stage that failed. Default: false. */
  readonly resumes?: boolean;
  /** Starts the run, or returns the run already started for this deploymentId. */
  trigger(request: PipelineRequest): Promise<PipelineRunRef>;
  /** @throws NotFoundError for a run the engine does not know */
  describe(run: PipelineRunRef): Promise<PipelineRunStatus>;
  /**
   * @returns the output of a succeeded run; undefined when the workflow
   *   registers its version by HTTP itself
   * @throws NotFoundError for a run the engine does not know, ConflictError for
   *   one that has not succeeded
   */
  readOutput(run: PipelineRunRef): Promise<PipelineRunOutput | undefined>;
  /**
   * What a stage printed, as UTF-8; empty before it has begun.
   *
   * @param from - byte offset: 0, or where the chunk before ended
   * @throws NotFoundError for a run the engine does not know
   */
  readLog(run: PipelineRunRef, stage: string, from: number): Promise<LogChunk>;
  /**
   * Asks for the end of a run; `describe` tells when it has come. Does nothing to
   * a run that has ended.
   *
   * @throws NotFoundError for a run the engine does not know
   */
  cancel(run: PipelineRunRef): Promise<void>;
}
