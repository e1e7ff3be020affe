import { ConflictError } from '@backstage/errors';
import { RegisterVersion } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { isDeepStrictEqual } from 'node:util';
import { BaselineFreezer } from './BaselineFreezer';
import { ExampleRedactor } from './ExampleRedactor';
import { findVersionOfRun, getVersion } from './findVersions';
import { VersionRow } from './VersionRow';
import { lockVersionNumbers, saveLastVersionNumber } from './versionNumbers';

export interface VersionRegistration extends RegisterVersion {
  modelRef: string;
  createdBy?: string;
  buildSeconds?: number;
}

export interface RegisterVersionOptions {
  baselines: BaselineFreezer;
  redactor: ExampleRedactor;
  now: Date;
}

/**
 * Registers a version and freezes its baseline. The same run again returns the
 * version it made; a label that inference records have brought up before makes
 * the observed version a registered one.
 *
 * @throws ConflictError when another version has the label
 */
export async function registerVersion(
  trx: Knex.Transaction,
  registration: VersionRegistration,
  { baselines, redactor, now }: RegisterVersionOptions,
): Promise<VersionRow> {
  const { modelRef, runId } = registration;
  const newest = await lockVersionNumbers(trx, modelRef, now);
  const made = runId && (await findVersionOfRun(trx, modelRef, runId));
  if (made) {
    return made;
  }
  const observed = await findObservedVersion(trx, registration);
  const version = observed?.version ?? newest + 1;
  await saveLastVersionNumber(trx, modelRef, Math.max(newest, version));
  await trx('versions')
    .insert({
      ...toRow(registration, version, now),
      example_inputs: await findExample(trx, registration, redactor),
    })
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
  { modelRef, label }: VersionRegistration,
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

/** What is not to be kept makes the row no valid request; then there is none. */
async function findExample(
  trx: Knex.Transaction,
  { modelRef, referenceRows }: VersionRegistration,
  redactor: ExampleRedactor,
): Promise<string | null> {
  const [row] = referenceRows;
  if (!row) {
    return null;
  }
  const [kept] = await redactor.redactReference(trx, modelRef, [row]);
  return isDeepStrictEqual(kept.inputs, row.inputs)
    ? JSON.stringify(row.inputs)
    : null;
}

function toRow(
  registration: VersionRegistration,
  version: number,
  now: Date,
): VersionRow {
  const { report, referenceRows, commit } = registration;
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
    example_inputs: null,
    reference_rows: referenceRows.length,
    build_seconds: registration.buildSeconds ?? null,
  };
}
