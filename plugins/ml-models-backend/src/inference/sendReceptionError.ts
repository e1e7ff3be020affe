import { LoggerService } from '@backstage/backend-plugin-api';
import { Response } from 'express';
import {
  describeReceptionError,
  ReceptionError,
} from './describeReceptionError';
import { endAfterBody } from './endAfterBody';

/**
 * Answers a request whose body may not have been read to its end.
 *
 * @param encode - the body of the answer
 */
export function sendReceptionError(
  { logger, response }: { logger: LoggerService; response: Response },
  error: unknown,
  encode: (described: ReceptionError) => { type: string; body: Uint8Array },
): void {
  const described = describeReceptionError(error);
  if (described.status >= 500) {
    logger.error('Receiving records failed', {
      error: error instanceof Error ? error.stack ?? error.message : `${error}`,
    });
  }
  if (described.retryAfterSeconds !== undefined) {
    response.setHeader('Retry-After', described.retryAfterSeconds);
  }
  const { type, body } = encode(described);
  response
    .status(described.status)
    .setHeader('Content-Type', type)
    .setHeader('Content-Length', body.length);
  endAfterBody(response, body);
}
