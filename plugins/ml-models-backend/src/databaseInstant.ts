/** A timestamp as knex reads it: a Date from PostgreSQL, milliseconds from SQLite. */
export type DatabaseInstant = Date | number;

/** @returns ISO 8601 in UTC */
export function toInstant(value: DatabaseInstant): string {
  return new Date(value).toISOString();
}

/** @returns ISO 8601 in UTC, or undefined for null */
export function toOptionalInstant(
  value: DatabaseInstant | null,
): string | undefined {
  return value === null ? undefined : toInstant(value);
}
