import { InputError, isError, toError } from '@backstage/errors';
import { json, Request, Response } from 'express';

/**
 * Reads the body after its sender is known, so that strangers cannot make us
 * hold what they send.
 *
 * @throws InputError for what is not JSON; the error of express beyond the limit
 */
export async function readJsonBody(
  request: Request,
  response: Response,
  limitBytes: number,
): Promise<void> {
  const read = json({ limit: limitBytes });
  await new Promise<void>((resolve, reject) => {
    read(request, response, (error?: unknown) =>
      error ? reject(explain(error)) : resolve(),
    );
  });
}

function explain(error: unknown): Error {
  const { message } = toError(error);
  return isError(error) && error.type === 'entity.parse.failed'
    ? new InputError(`body: expected JSON; ${message}`)
    : toError(error);
}
