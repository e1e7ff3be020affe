import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { Response } from 'express';

const STATUS_BY_ERROR: Record<string, number> = {
  InputError: 400,
  AuthenticationError: 401,
  NotAllowedError: 403,
  NotFoundError: 404,
};

/**
 * Answers in plain text, which git shows to its user as `remote: …`; the JSON
 * of Backstage's own error responses it would swallow.
 */
export function sendGitError(
  response: Response,
  thrown: unknown,
  logger: LoggerService,
): void {
  const error = toError(thrown);
  const status = STATUS_BY_ERROR[error.name] ?? 500;
  if (status === 500) {
    logger.error('A git request failed', error);
  }
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (status === 401) {
    response.set('www-authenticate', 'Basic realm="git", charset="UTF-8"');
  }
  response
    .status(status)
    .type('text/plain')
    .send(
      status === 500
        ? 'The portal could not answer; its log says why.\n'
        : `${error.message}\n`,
    );
}
