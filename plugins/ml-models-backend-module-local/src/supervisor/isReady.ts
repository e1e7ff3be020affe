import { get } from 'node:http';

/** A service that takes longer to say that it is ready is not. */
const PROBE_TIMEOUT_MS = 2_000;

/** Asks a service whether it takes requests (Open Inference Protocol v2). */
export function isReady(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const request = get(
      {
        host: '127.0.0.1',
        port,
        path: '/v2/health/ready',
        agent: false,
        timeout: PROBE_TIMEOUT_MS,
      },
      response => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    );
    request.once('timeout', () => request.destroy(new Error('timeout')));
    // Not listening yet, or no longer: that is the answer.
    request.once('error', () => resolve(false));
  });
}
