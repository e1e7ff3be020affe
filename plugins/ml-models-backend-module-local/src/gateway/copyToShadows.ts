import {
  IncomingHttpHeaders,
  IncomingMessage,
  request as httpRequest,
} from 'node:http';
import { Upstream } from './Upstream';

/** A body is held in memory for its copies; larger ones are not copied. */
const BODY_MAX_BYTES = 8 * 1024 * 1024;
/** A shadow that answers slower than requests come in loses copies. */
const IN_FLIGHT_MAX = 64;
/** A shadow that hangs must not use up its places for ever. */
const ANSWER_TIMEOUT_MS = 60_000;

export interface ShadowOptions {
  request: IncomingMessage;
  shadows: Upstream[];
  path: string;
  headers: IncomingHttpHeaders;
  onAnswered: (shadow: Upstream, statusCode: number) => void;
}

/**
 * Sends versions a copy of a request and discards their answers. Call when the
 * body begins to flow; copies leave when it is complete.
 */
export function copyToShadows(options: ShadowOptions): void {
  const { request, shadows } = options;
  if (shadows.length === 0) {
    return;
  }
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  request.on('data', (chunk: Buffer) => {
    sizeBytes += chunk.length;
    if (sizeBytes <= BODY_MAX_BYTES) {
      chunks.push(chunk);
    } else {
      chunks.length = 0;
    }
  });
  request.once('end', () => {
    if (sizeBytes <= BODY_MAX_BYTES) {
      const body = Buffer.concat(chunks);
      shadows.forEach(shadow => sendCopy({ ...options, shadow, body }));
    }
  });
}

function sendCopy(
  options: ShadowOptions & { shadow: Upstream; body: Buffer },
): void {
  const { request, shadow, path, headers, body } = options;
  if (shadow.port === undefined || shadow.inFlight >= IN_FLIGHT_MAX) {
    return;
  }
  const done = shadow.begin();
  const { 'transfer-encoding': _, ...rest } = headers;
  const outgoing = httpRequest({
    host: '127.0.0.1',
    port: shadow.port,
    agent: shadow.agent,
    method: request.method,
    path,
    headers: { ...rest, 'content-length': `${body.length}` },
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
  });
  outgoing.once('response', answer => {
    shadow.served.shadow += 1;
    options.onAnswered(shadow, answer.statusCode ?? 502);
    answer.resume();
  });
  outgoing.once('close', done);
  outgoing.on('error', () => {
    // A copy has no caller to tell; the shadow's log and records tell.
  });
  outgoing.end(body);
}
