/** Of the Open Inference Protocol: what a service leaves a record of. */
const INFER_PATH =
  /^\/v2\/models\/[^/?]+(?:\/versions\/[^/?]+)?\/infer(?:\?|$)/;

/** Nothing is served at that path: the request has not reached a model. */
const NOTHING_SERVED = [404, 405];

/** @param path - as the service gets it, with its query */
export function asksForPrediction(request: {
  method?: string;
  path: string;
}): boolean {
  return request.method === 'POST' && INFER_PATH.test(request.path);
}

/**
 * Whether an answer to such a request has to have a record. A refusal and an
 * exception have one too.
 */
export function isFromModel(statusCode: number): boolean {
  return !NOTHING_SERVED.includes(statusCode);
}
