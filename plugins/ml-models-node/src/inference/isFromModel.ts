/** Of HTTP: nothing is served at that path, so the request has not reached a model. */
const NOTHING_SERVED: readonly (number | undefined)[] = [404, 405];

/**
 * Whether an answer to a request for a prediction counts towards completeness: where
 * served requests are counted as well as where their records are. A refusal by the
 * model counts, and an exception.
 *
 * @param statusCode - of HTTP; undefined where a record does not tell it
 */
export function isFromModel(statusCode: number | undefined): boolean {
  return !NOTHING_SERVED.includes(statusCode);
}
