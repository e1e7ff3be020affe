import {
  Dependencies,
  NamedValues,
  ReferenceRow,
  RegisterVersion,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { isDeepStrictEqual } from 'node:util';
import type { RecordPolicy } from '../inference/ModelPolicySource';
import { parseLockFile } from './parseLockFile';
import { ReferenceRedactor } from './ReferenceRedactor';

export interface VersionRegistration extends RegisterVersion {
  modelRef: string;
  createdBy?: string;
  buildSeconds?: number;
}

/** A registration that holds nothing that may not be kept. */
export interface PreparedRegistration extends VersionRegistration {
  /** By which its rows were redacted, and its records are to be. */
  loggingPolicy: RecordPolicy;
  /** A request known to be valid. */
  exampleInputs?: NamedValues;
  dependencies?: Dependencies;
  /** Rows that may be kept as they were sent. */
  intactRows: ReferenceRow[];
}

/**
 * Does what the transaction must not wait for: SQLite has one connection, and
 * asking the catalog may need it for a token.
 *
 * @throws NotFoundError when the model's logging policy is not known
 */
export async function prepareRegistration(
  knex: Knex,
  registration: VersionRegistration,
  redactor: ReferenceRedactor,
): Promise<PreparedRegistration> {
  const { modelRef, referenceRows } = registration;
  const { rows: kept, policy } = await redactor.redactReference(
    knex,
    modelRef,
    referenceRows,
  );
  const inputs = referenceRows[0]?.inputs;
  return {
    ...registration,
    loggingPolicy: policy,
    referenceRows: kept,
    dependencies: dependenciesIn(registration),
    // A row of which a part may not be kept is no valid request any more.
    exampleInputs: isDeepStrictEqual(kept[0]?.inputs, inputs)
      ? inputs
      : undefined,
    intactRows: kept.filter((row, index) =>
      isDeepStrictEqual(row, referenceRows[index]),
    ),
  };
}

/** A lock file of a format that is not known tells nothing; that is no reason to refuse a version. */
function dependenciesIn({
  report,
  lockFile,
}: VersionRegistration): Dependencies | undefined {
  if (report.dependencies) {
    return { packages: report.dependencies };
  }
  const packages = lockFile ? parseLockFile(lockFile.content) : [];
  return packages.length > 0 ? { from: lockFile?.path, packages } : undefined;
}
