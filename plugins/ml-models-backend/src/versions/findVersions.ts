import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { VersionRow } from './VersionRow';

export async function findVersion(
  knex: Knex,
  modelRef: string,
  version: number,
): Promise<VersionRow | undefined> {
  return knex<VersionRow>('versions')
    .where({ model_ref: modelRef, version })
    .first();
}

/** @throws NotFoundError naming the versions there are */
export async function getVersion(
  knex: Knex,
  modelRef: string,
  version: number,
): Promise<VersionRow> {
  const row = await findVersion(knex, modelRef, version);
  if (!row) {
    throw await explainMissing(knex, modelRef, version);
  }
  return row;
}

/**
 * Without its report, which may be large.
 *
 * @throws NotFoundError naming the versions there are
 */
export async function assertVersion(
  knex: Knex,
  modelRef: string,
  version: number,
): Promise<void> {
  const row = await knex<VersionRow>('versions')
    .where({ model_ref: modelRef, version })
    .first('version');
  if (!row) {
    throw await explainMissing(knex, modelRef, version);
  }
}

async function explainMissing(
  knex: Knex,
  modelRef: string,
  version: number,
): Promise<NotFoundError> {
  const newest = await findNewestVersions(knex, [modelRef]);
  return new NotFoundError(
    newest.has(modelRef)
      ? `${modelRef} has no version ${version}; its newest is ${newest.get(
          modelRef,
        )}`
      : `${modelRef} has no version yet: deploy it once to build version 1`,
  );
}

export async function findVersionOfRun(
  knex: Knex,
  modelRef: string,
  runId: string,
): Promise<VersionRow | undefined> {
  return knex<VersionRow>('versions')
    .where({ model_ref: modelRef, run_id: runId })
    .first();
}

/** A page of versions, newest first. */
export async function listVersionRows(
  knex: Knex,
  query: { modelRef: string; below?: number; limit: number },
): Promise<VersionRow[]> {
  const rows = knex<VersionRow>('versions')
    .where({ model_ref: query.modelRef })
    .orderBy('version', 'desc')
    .limit(query.limit);
  return query.below === undefined
    ? rows
    : rows.where('version', '<', query.below);
}

/** The newest versions that have a report. */
export async function listReportedRows(
  knex: Knex,
  modelRef: string,
  limit: number,
): Promise<VersionRow[]> {
  return knex<VersionRow>('versions')
    .where({ model_ref: modelRef })
    .whereNotNull('report')
    .orderBy('version', 'desc')
    .limit(limit);
}

/**
 * @returns by model, where there is any version, the number of the newest one: of
 *   those registered, or else of those that records have brought up
 */
export async function findNewestVersions(
  knex: Knex,
  modelRefs: string[],
): Promise<Map<string, number>> {
  const rows = await knex('versions')
    .whereIn('model_ref', modelRefs)
    .groupBy('model_ref', 'origin')
    // A registered one comes last, and so in the place of an observed one.
    .orderBy('origin')
    .select('model_ref')
    .max<Array<{ model_ref: string; newest: number }>>({ newest: 'version' });
  return new Map(rows.map(row => [row.model_ref, row.newest]));
}
