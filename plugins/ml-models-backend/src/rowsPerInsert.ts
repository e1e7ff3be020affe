/**
 * Rows that one insert of knex may have. For SQLite it writes them as a compound
 * SELECT, of which SQLite takes 500 terms (SQLITE_MAX_COMPOUND_SELECT).
 */
export const ROWS_PER_INSERT_MAX = 500;
