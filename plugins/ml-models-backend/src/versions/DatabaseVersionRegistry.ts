import { Knex } from 'knex';
import { commitOf } from '../commitOf';
import type {
  BuiltVersion,
  ReleasableVersion,
  VersionRegistry,
} from '../deployments/VersionRegistry';
import { BaselineFreezer } from './BaselineFreezer';
import { findVersionOfRun, getVersion } from './findVersions';
import { prepareRegistration } from './prepareRegistration';
import { ReferenceRedactor } from './ReferenceRedactor';
import { registerVersion } from './registerVersion';
import { exampleInputsOf, reportOf } from './VersionRow';

export interface VersionRegistryOptions {
  database: Knex;
  baselines: BaselineFreezer;
  redactor: ReferenceRedactor;
  now: () => Date;
}

/** Gives deployments the versions they build and release. */
export class DatabaseVersionRegistry implements VersionRegistry {
  constructor(private readonly options: VersionRegistryOptions) {}

  async prepare(
    built: BuiltVersion,
  ): Promise<(trx: Knex.Transaction) => Promise<number>> {
    const { database, redactor, baselines, now } = this.options;
    const prepared = await prepareRegistration(database, built, redactor);
    return async trx => {
      const options = { baselines, now: now() };
      return (await registerVersion(trx, prepared, options)).version;
    };
  }

  async findOfRun(modelRef: string, runId: string) {
    const { database } = this.options;
    const row = await findVersionOfRun(database, modelRef, runId);
    return row && { version: row.version, gate: reportOf(row)?.gate };
  }

  async get(modelRef: string, version: number): Promise<ReleasableVersion> {
    const row = await getVersion(this.options.database, modelRef, version);
    const report = reportOf(row);
    return {
      version,
      artifact:
        row.artifact_uri && row.artifact_digest
          ? { uri: row.artifact_uri, digest: row.artifact_digest }
          : undefined,
      signature: report?.signature,
      exampleInputs: exampleInputsOf(row),
      commit: commitOf(row),
      runId: row.run_id ?? undefined,
      report,
    };
  }
}
