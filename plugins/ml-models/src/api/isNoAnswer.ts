import { ResponseError } from '@backstage/errors';

/** What a proxy answers in place of a portal that it does not reach, and a portal that is starting. */
const NOT_REACHED = [502, 503, 504];

/** Browsers name a failed request in their own words: Chrome, Firefox, Safari. */
const NETWORK_FAILURE = /failed to fetch|networkerror|load failed/i;

/** Whether a request failed because no portal answered it. */
export function isNoAnswer(error: Error): boolean {
  return ResponseError.is(error)
    ? NOT_REACHED.includes(error.statusCode)
    : NETWORK_FAILURE.test(error.message);
}
