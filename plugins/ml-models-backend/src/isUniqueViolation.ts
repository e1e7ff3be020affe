import { isError } from '@backstage/errors';

/** 23505 is `unique_violation` of PostgreSQL; SQLite names its codes. */
const UNIQUE_VIOLATIONS = [
  '23505',
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
];

/** Whether a unique index has refused a write: somebody else was first. */
export function isUniqueViolation(error: unknown): boolean {
  return isError(error) && UNIQUE_VIOLATIONS.includes(String(error.code));
}
