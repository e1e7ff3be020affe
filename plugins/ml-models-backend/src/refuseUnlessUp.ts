import { LifecycleService } from '@backstage/backend-plugin-api';
import { RequestHandler, Response } from 'express';

/** Where records are sent to. */
const DOORS = ['/api/ml-models/otlp/', '/api/ml-models/records'];

/** A backend that listens has started a few seconds later. */
const RETRY_AFTER_SECONDS = 1;

/**
 * Answers 503 to senders of records until the backend has started, and to all
 * requests for the API once it stops.
 *
 * A backend listens before its plugins have their paths. What is sent meanwhile
 * meets a 404, which OpenTelemetry exporters take for final: the records are lost.
 * When it stops, Backstage answers 503 by itself, and logs each answer as an error
 * with its stack: every open page, which asks on, fills the log of a stop in order.
 *
 * Put it before all else in the root router; the first half is not needed where a
 * load balancer waits for `/.backstage/health/v1/readiness`.
 */
export function refuseUnlessUp(lifecycle: LifecycleService): RequestHandler {
  let state: 'starting' | 'up' | 'stopping' = 'starting';
  lifecycle.addStartupHook(() => {
    state = 'up';
  });
  lifecycle.addShutdownHook(() => {
    state = 'stopping';
  });
  return ({ path }, response, next) => {
    if (state === 'stopping' && path.startsWith('/api/')) {
      refuse(response, 'Service is shutting down');
    } else if (
      state === 'starting' &&
      DOORS.some(door => path.startsWith(door))
    ) {
      refuse(response, 'The backend is starting: send again');
    } else {
      next();
    }
  };
}

/** As Backstage words errors, for those who read its answers. */
function refuse(response: Response, message: string): void {
  response
    .status(503)
    .set('retry-after', String(RETRY_AFTER_SECONDS))
    .json({
      error: { name: 'ServiceUnavailableError', message },
      response: { statusCode: 503 },
    });
}
