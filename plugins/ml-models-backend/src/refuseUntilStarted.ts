import { LifecycleService } from '@backstage/backend-plugin-api';
import { RequestHandler } from 'express';

/** Where records are sent to. */
const DOORS = ['/api/ml-models/otlp/', '/api/ml-models/records'];

/** A backend that listens has started a few seconds later. */
const RETRY_AFTER_SECONDS = 1;

/**
 * Answers senders of records with 503 until the backend has started.
 *
 * A backend listens before its plugins have their paths. What is sent meanwhile
 * meets a 404, which OpenTelemetry exporters take for final: the records are lost.
 * Put it before all else in the root router, unless a load balancer waits for
 * `/.backstage/health/v1/readiness`.
 */
export function refuseUntilStarted(
  lifecycle: LifecycleService,
): RequestHandler {
  let isStarted = false;
  lifecycle.addStartupHook(() => {
    isStarted = true;
  });
  return (request, response, next) => {
    if (isStarted || !DOORS.some(door => request.path.startsWith(door))) {
      next();
      return;
    }
    response
      .status(503)
      .set('retry-after', String(RETRY_AFTER_SECONDS))
      .json({ error: { message: 'The backend is starting: send again' } });
  };
}
