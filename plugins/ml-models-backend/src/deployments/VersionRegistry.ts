import {
  Commit,
  LockFile,
  ModelReport,
  NamedValues,
  ReferenceRow,
  Signature,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';

/** What a pipeline run has built. */
export interface BuiltVersion {
  modelRef: string;
  runId: string;
  report: ModelReport;
  referenceRows: ReferenceRow[];
  artifactUri: string;
  lockFile?: LockFile;
  commit: Commit;
  createdBy?: string;
  buildSeconds?: number;
}

/** What has to be known of a version to release it. */
export interface ReleasableVersion {
  version: number;
  /** Absent for a version that has only been observed. */
  artifact?: { uri: string; digest: string };
  signature?: Signature;
  exampleInputs?: NamedValues;
  commit?: Commit;
  /** The run that built it; absent for one that was registered without. */
  runId?: string;
  report?: ModelReport;
}

/** The versions of models, as far as deployments need them. */
export interface VersionRegistry {
  /**
   * Does what a transaction must not wait for.
   *
   * @returns what registers the version in one; the same run again gives the
   *   same number
   * @throws ServiceUnavailableError while the catalog does not answer
   */
  prepare(
    built: BuiltVersion,
  ): Promise<(trx: Knex.Transaction) => Promise<number>>;
  /** @returns the version that the run has registered by itself, and its evaluation */
  findOfRun(
    modelRef: string,
    runId: string,
  ): Promise<{ version: number; gate?: ModelReport['gate'] } | undefined>;
  /** @throws NotFoundError */
  get(modelRef: string, version: number): Promise<ReleasableVersion>;
}
