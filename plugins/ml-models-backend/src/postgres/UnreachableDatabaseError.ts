import { stringifyError } from '@backstage/errors';

/** No connection to the database was to be had, or it was lost; the message tells where. */
export class UnreachableDatabaseError extends Error {
  readonly name = 'UnreachableDatabaseError';

  constructor(cause: unknown) {
    super(`The database cannot be reached: ${stringifyError(cause)}`, {
      cause,
    });
  }
}
