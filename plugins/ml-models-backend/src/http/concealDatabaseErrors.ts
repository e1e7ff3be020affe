import { LoggerService } from '@backstage/backend-plugin-api';
import { isError, stringifyError } from '@backstage/errors';
import { NextFunction, Request, Response } from 'express';

/**
 * Keeps what a database says of a statement out of answers: it names tables and
 * may quote values. The log has it.
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
    next(
      new Error(
        `The database could not do what ${method} ${path} needs; the portal's log of ${new Date().toISOString()} says why`,
      ),
    );
  };
}

/** PostgreSQL's errors have a severity; SQLite's code has its name. */
function isDatabaseError(error: unknown) {
  return (
    isError(error) &&
    (String(error.code).startsWith('SQLITE_') ||
      typeof error.severity === 'string')
  );
}
