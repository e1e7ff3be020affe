import { Knex } from 'knex';
import { databaseInstantIn } from '../databaseClock';
import { DatabaseInstant } from '../databaseInstant';
import { ROWS_PER_INSERT_MAX } from '../rowsPerInsert';

export interface ModelOwnerRow {
  model_ref: string;
  /** 1, 2, 3 … per model. */
  number: number;
  owner_ref: string;
  /** When a look into the catalog first saw it. */
  since: DatabaseInstant;
}

/** The owner that was noted last, and its number. */
export type LastOwner = Pick<
  ModelOwnerRow,
  'model_ref' | 'number' | 'owner_ref'
>;

/** @param modelRefs - default: all models */
export async function listLastOwners(
  knex: Knex,
  modelRefs?: string[],
): Promise<Map<string, LastOwner>> {
  const rows = knex<ModelOwnerRow>('model_owners')
    .orderBy(['model_ref', 'number'])
    .select('model_ref', 'number', 'owner_ref');
  const found = await (modelRefs ? rows.whereIn('model_ref', modelRefs) : rows);
  // Of each model the last one stays.
  return new Map(found.map(row => [row.model_ref, row]));
}

/** @returns who has owned a model, in the order of time */
export async function listOwners(
  knex: Knex,
  modelRef: string,
): Promise<ModelOwnerRow[]> {
  return knex<ModelOwnerRow>('model_owners')
    .where({ model_ref: modelRef })
    .orderBy('number');
}

/** A model's owner in the catalog, as a look has found it. */
export interface SeenOwner {
  modelRef: string;
  ownerRef: string;
}

/**
 * Notes owners that differ from the last ones that were noted.
 *
 * @param last - read before the catalog was: of two looks at once the second changes
 *   nothing, and one that took its time does not undo what was seen meanwhile
 */
export async function noteOwners(
  knex: Knex,
  seen: readonly SeenOwner[],
  last: ReadonlyMap<string, LastOwner>,
): Promise<void> {
  const rows = seen
    .filter(
      ({ modelRef, ownerRef }) => last.get(modelRef)?.owner_ref !== ownerRef,
    )
    .map(({ modelRef, ownerRef }) => ({
      model_ref: modelRef,
      number: (last.get(modelRef)?.number ?? 0) + 1,
      owner_ref: ownerRef,
      since: databaseInstantIn(knex, 0),
    }));
  for (let at = 0; at < rows.length; at += ROWS_PER_INSERT_MAX) {
    await knex('model_owners')
      .insert(rows.slice(at, at + ROWS_PER_INSERT_MAX))
      .onConflict(['model_ref', 'number'])
      .ignore();
  }
}
