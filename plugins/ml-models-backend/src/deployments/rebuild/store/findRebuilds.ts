import { NotFoundError } from '@backstage/errors';
import { RebuildModelState } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { RebuildModelRow, RebuildRow } from '../RebuildRow';

/** @throws NotFoundError */
export async function getRebuildRow(
  knex: Knex,
  id: string,
): Promise<RebuildRow> {
  const row = await knex<RebuildRow>('rebuilds').where({ id }).first();
  if (!row) {
    throw new NotFoundError(`There is no rebuild '${id}': list the rebuilds`);
  }
  return row;
}

export async function findRebuildByKey(
  knex: Knex,
  idempotencyKey: string,
): Promise<RebuildRow | undefined> {
  return knex<RebuildRow>('rebuilds')
    .where({ idempotency_key: idempotencyKey })
    .first();
}

/** @returns the only one, as an index makes sure of */
export async function findOpenRebuild(
  knex: Knex,
  environment: string,
): Promise<RebuildRow | undefined> {
  return listOpenRebuilds(knex).where({ environment }).first();
}

/** Oldest first. */
export function listOpenRebuilds(
  knex: Knex,
): Knex.QueryBuilder<RebuildRow, RebuildRow[]> {
  return knex<RebuildRow>('rebuilds').whereNull('ended_at').orderBy('id');
}

/** Newest first: ids are in the order of time. */
export async function listNewestRebuilds(
  knex: Knex,
  limit: number,
): Promise<RebuildRow[]> {
  return knex<RebuildRow>('rebuilds').orderBy('id', 'desc').limit(limit);
}

/** By model ref. */
export async function listRebuildModels(
  knex: Knex,
  rebuildId: string,
): Promise<RebuildModelRow[]> {
  return knex<RebuildModelRow>('rebuild_models')
    .where({ rebuild_id: rebuildId })
    .orderBy('model_ref');
}

export interface RebuildCount {
  rebuild_id: string;
  state: RebuildModelState;
  models: number;
}

/** @returns how many models of each rebuild are in which state */
export async function countRebuildModels(
  knex: Knex,
  rebuildIds: string[],
): Promise<RebuildCount[]> {
  const rows = await knex<RebuildModelRow>('rebuild_models')
    .whereIn('rebuild_id', rebuildIds)
    .groupBy('rebuild_id', 'state')
    .select('rebuild_id', 'state')
    .count<Array<Omit<RebuildCount, 'models'> & { models: string | number }>>({
      models: '*',
    });
  return rows.map(row => ({ ...row, models: Number(row.models) }));
}
