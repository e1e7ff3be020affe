/** Of the Open Inference Protocol: what a service leaves a record of. */
const INFER_PATH =
  /^\/v2\/models\/[^/?]+(?:\/versions\/[^/?]+)?\/infer(?:\?|$)/;

/** @param path - as the service gets it, with its query */
export function asksForPrediction(request: {
  method?: string;
  path: string;
}): boolean {
  return request.method === 'POST' && INFER_PATH.test(request.path);
}
