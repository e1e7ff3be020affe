import { LoggerService } from '@backstage/backend-plugin-api';
import {
  isError,
  ServiceUnavailableError,
  stringifyError,
} from '@backstage/errors';
import { NextFunction, Request, Response } from 'express';
import { UnreachableDatabaseError } from '../postgres/UnreachableDatabaseError';

/**
 * Keeps what a database says of a statement out of answers: it names tables and
 * may quote values. The log has it. One that cannot be reached is answered with
 * 503, for callers to try again, and not with where it was looked for.
 */
export function concealDatabaseErrors(logger: LoggerService) {
  // Express tells an error handler by its four parameters.
  return (
    error: unknown,
    request: Request,
    _response: Response,
    next: NextFunction,
  ) => {
    if (!isDatabaseError(error)) {
      next(error);
      return;
    }
    const { method, path } = request;
    logger.error(`The database failed ${method} ${path}`, {
      error: stringifyError(error),
    });
    const log = `the portal's log of ${new Date().toISOString()} says why`;
    next(
      error instanceof UnreachableDatabaseError
        ? new ServiceUnavailableError(
            `The portal cannot reach its database: try again later; ${log}`,
          )
        : new Error(
            `The database could not do what ${method} ${path} needs; ${log}`,
          ),
    );
  };
}

/** PostgreSQL's errors have a severity; SQLite's code has its name. */
function isDatabaseError(error: unknown) {
  return (
    error instanceof UnreachableDatabaseError ||
    (isError(error) &&
      (String(error.code).startsWith('SQLITE_') ||
        typeof error.severity === 'string'))
  );
}
