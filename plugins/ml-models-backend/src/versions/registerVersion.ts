import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { BaselineFreezer } from './BaselineFreezer';
import { findVersionOfRun, getVersion } from './findVersions';
import { PreparedRegistration } from './prepareRegistration';
import { VersionRow } from './VersionRow';
import {
  findNextVersionNumber,
  lockVersionNumbers,
  saveLastVersionNumber,
} from './versionNumbers';

export interface RegisterVersionOptions {
  baselines: BaselineFreezer;
  now: Date;
}

/**
 * Registers a version and freezes its baseline. It gets the number after the newest
 * registered one, past those that records have taken. The same run again returns
 * the version it made; a label that inference records have brought up before makes
 * the observed version a registered one.
 *
 * @throws ConflictError when another version has the label
 */
export async function registerVersion(
  trx: Knex.Transaction,
  registration: PreparedRegistration,
  { baselines, now }: RegisterVersionOptions,
): Promise<VersionRow> {
  const { modelRef, runId } = registration;
  await lockVersionNumbers(trx, modelRef, now);
  const made = runId && (await findVersionOfRun(trx, modelRef, runId));
  if (made) {
    return made;
  }
  const observed = await findObservedVersion(trx, registration);
  const version =
    observed?.version ?? (await findNextVersionNumber(trx, modelRef));
  await saveLastVersionNumber(trx, modelRef, version);
  await trx('versions')
    .insert(toRow(registration, version, now))
    .onConflict(['model_ref', 'version'])
    .merge();
  await baselines.freeze(trx, {
    modelRef,
    version,
    report: registration.report,
    referenceRows: registration.referenceRows,
  });
  return getVersion(trx, modelRef, version);
}

async function findObservedVersion(
  trx: Knex.Transaction,
  { modelRef, label }: PreparedRegistration,
): Promise<VersionRow | undefined> {
  if (!label) {
    return undefined;
  }
  const labelled = await trx<VersionRow>('versions')
    .where({ model_ref: modelRef, label })
    .first();
  if (labelled?.origin === 'registered') {
    throw new ConflictError(
      `Version ${labelled.version} of ${modelRef} has the label '${label}' already: give this one another`,
    );
  }
  return labelled;
}

function toRow(
  registration: PreparedRegistration,
  version: number,
  now: Date,
): VersionRow {
  const { report, referenceRows, commit, exampleInputs, dependencies } =
    registration;
  return {
    model_ref: registration.modelRef,
    version,
    label: registration.label ?? null,
    origin: 'registered',
    created_at: now,
    created_by: registration.createdBy ?? null,
    run_id: registration.runId ?? null,
    commit: commit ? JSON.stringify(commit) : null,
    artifact_uri: registration.artifactUri ?? null,
    artifact_digest: report.artifact.digest,
    data_digest: report.data?.digest ?? null,
    report: JSON.stringify(report),
    example_inputs: exampleInputs ? JSON.stringify(exampleInputs) : null,
    reference_rows: referenceRows.length,
    build_seconds: registration.buildSeconds ?? null,
    dependencies: dependencies ? JSON.stringify(dependencies) : null,
    logging_policy: JSON.stringify(registration.loggingPolicy),
  };
}
