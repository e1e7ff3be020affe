import {
  IncomingMessage,
  request as httpRequest,
  ServerResponse,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream';
import { sendError } from './sendError';

/** Exporters try again after this; a portal is back up in about 10 s. */
const RETRY_AFTER_SECONDS = 2;

/** A portal that starts listens before it has its paths; exporters take this for final. */
const NOT_FOUND = 404;

/** Below this path services report, whatever port the portal has today. */
const TELEMETRY_PATH = '/otlp';

/** @returns base URL of OTLP/HTTP, where the relay listens */
export function telemetryUrl(host: string, port: number): string {
  const literal = host.includes(':') ? `[${host}]` : host;
  return `http://${literal}:${port}${TELEMETRY_PATH}`;
}

export interface RelayOptions {
  request: IncomingMessage;
  response: ServerResponse;
  /** Base URL of OTLP/HTTP of the portal; undefined when none has said yet. */
  endpoint: string | undefined;
}

export function isTelemetry(request: IncomingMessage): boolean {
  return (
    request.method === 'POST' &&
    /^\/otlp\/v1\/(logs|traces|metrics)$/.test(request.url ?? '')
  );
}

/**
 * Hands what a service reports to the portal. While the portal is down the
 * answer is 503 with Retry-After, on which exporters keep and repeat.
 */
export function relayTelemetry(options: RelayOptions): void {
  const { request, response, endpoint } = options;
  if (!endpoint) {
    portalIsDown(response);
    return;
  }
  const path = (request.url ?? '').slice(TELEMETRY_PATH.length);
  const url = new URL(`${endpoint.replace(/\/$/, '')}${path}`);
  const { host: _, connection: __, ...headers } = request.headers;
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const outgoing = send(url, { method: 'POST', headers });
  outgoing.once('response', answer => {
    if (answer.statusCode === NOT_FOUND) {
      answer.resume();
      portalIsDown(response);
      return;
    }
    const { connection: ___, ...answered } = answer.headers;
    response.writeHead(answer.statusCode ?? 502, answered);
    pipeline(answer, response, () => {});
  });
  outgoing.on('error', () => {
    if (response.headersSent) {
      response.destroy();
    } else {
      portalIsDown(response);
    }
  });
  response.once('close', () => outgoing.destroy());
  request.pipe(outgoing);
}

function portalIsDown(response: ServerResponse): void {
  sendError(response, {
    status: 503,
    message: 'the portal does not answer now: try again',
    headers: { 'retry-after': `${RETRY_AFTER_SECONDS}` },
  });
}
