import { Knex } from 'knex';
import { isSqlite } from './database';

/**
 * An instant by the database's clock, which is the one that replicas share.
 *
 * @param offsetMs - milliseconds from now; negative for the past
 */
export function databaseInstantIn(knex: Knex, offsetMs: number): Knex.Raw {
  return isSqlite(knex)
    ? knex.raw(`CAST(unixepoch('subsec') * 1000 AS INTEGER) + ?`, [offsetMs])
    : knex.raw(`clock_timestamp() + ? * interval '1 millisecond'`, [offsetMs]);
}
