import { ResponseError } from '@backstage/errors';

/** Whether the portal answered that there is no such thing. */
export function isMissing(error: Error): boolean {
  return ResponseError.is(error) && error.statusCode === 404;
}
