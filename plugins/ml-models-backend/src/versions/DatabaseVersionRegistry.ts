import { Knex } from 'knex';
import { commitOf } from '../commitOf';
import type {
  BuiltVersion,
  ReleasableVersion,
  VersionRegistry,
} from '../deployments/VersionRegistry';
import { BaselineFreezer } from './BaselineFreezer';
import { ExampleRedactor } from './ExampleRedactor';
import { findVersionOfRun, getVersion } from './findVersions';
import { registerVersion } from './registerVersion';
import { exampleInputsOf, reportOf } from './VersionRow';

export interface VersionRegistryOptions {
  database: Knex;
  baselines: BaselineFreezer;
  redactor: ExampleRedactor;
  now: () => Date;
}

/** Gives deployments the versions they build and release. */
export class DatabaseVersionRegistry implements VersionRegistry {
  constructor(private readonly options: VersionRegistryOptions) {}

  async register(trx: Knex.Transaction, built: BuiltVersion): Promise<number> {
    const row = await registerVersion(trx, built, {
      ...this.options,
      now: this.options.now(),
    });
    return row.version;
  }

  async findOfRun(
    modelRef: string,
    runId: string,
  ): Promise<number | undefined> {
    const { database } = this.options;
    return (await findVersionOfRun(database, modelRef, runId))?.version;
  }

  async get(modelRef: string, version: number): Promise<ReleasableVersion> {
    const row = await getVersion(this.options.database, modelRef, version);
    return {
      version,
      artifact:
        row.artifact_uri && row.artifact_digest
          ? { uri: row.artifact_uri, digest: row.artifact_digest }
          : undefined,
      signature: reportOf(row)?.signature,
      exampleInputs: exampleInputsOf(row),
      commit: commitOf(row),
    };
  }
}
