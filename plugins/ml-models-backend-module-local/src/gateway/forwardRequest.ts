import {
  ClientRequest,
  IncomingHttpHeaders,
  IncomingMessage,
  request as httpRequest,
  ServerResponse,
} from 'node:http';
import { pipeline } from 'node:stream';
import { toError } from '@backstage/errors';
import { answeredHeaders } from './forwardedHeaders';
import { sendError } from './sendError';
import { Upstream } from './Upstream';

export interface ForwardOptions {
  request: IncomingMessage;
  response: ServerResponse;
  upstream: Upstream;
  path: string;
  headers: IncomingHttpHeaders;
  /** Called when the version takes the request; its body flows from then on. */
  onConnected: () => void;
  /** Called when the version answers, before its answer is passed on. */
  onAnswered: (statusCode: number) => void;
  /** Called when it broke off before it answered, with what the caller was told. */
  onBroken: (statusCode: number, message: string) => void;
}

/**
 * Streams a request to a version, and its answer back.
 *
 * @returns `refused` when the version could not be connected to: nothing was
 *   sent or read, so another version may be asked. `answered` when it answered.
 *   `failed` when it broke off; the caller has been told.
 */
export function forwardRequest(
  options: ForwardOptions,
): Promise<'answered' | 'failed' | 'refused'> {
  const { request, response, upstream, path, headers } = options;
  return new Promise(resolve => {
    let connected = false;
    const outgoing = httpRequest({
      host: '127.0.0.1',
      port: upstream.port,
      agent: upstream.agent,
      method: request.method,
      path,
      headers,
    });
    const done = upstream.begin();
    const abandon = () => outgoing.destroy();
    let ended = false;
    // A connection that is reset ends the request and its answer, each by itself.
    const end = (outcome: 'answered' | 'failed' | 'refused') => {
      if (!ended) {
        ended = true;
        response.off('close', abandon);
        done();
        resolve(outcome);
      }
    };
    const tellBroken = (how: string) => {
      if (!response.headersSent && !response.destroyed) {
        const message = `version ${upstream.version} ${how}; its log tells more`;
        sendError(response, { status: 502, message });
        options.onBroken(502, message);
      }
      end('failed');
    };
    response.once('close', abandon);
    whenConnected(outgoing, () => {
      connected = true;
      options.onConnected();
      // An error of the caller's connection ends `outgoing` through `abandon`.
      request.pipe(outgoing);
    });
    outgoing.once('response', answer => {
      const { statusCode = 502 } = answer;
      try {
        // Without its reason phrase, which may hold what cannot be sent on.
        response.writeHead(statusCode, {
          ...answeredHeaders(answer.headers, upstream.version),
        });
      } catch (error) {
        answer.destroy();
        tellBroken(
          `gave an answer that cannot be passed on (${toError(error).message})`,
        );
        return;
      }
      options.onAnswered(statusCode);
      // A broken answer is broken off for the caller too.
      pipeline(answer, response, error => end(error ? 'failed' : 'answered'));
    });
    outgoing.on('error', error => {
      if (!connected && isConnectionError(error)) {
        end('refused');
      } else {
        tellBroken(`broke off before it answered (${error.message})`);
      }
    });
  });
}

function whenConnected(outgoing: ClientRequest, callback: () => void): void {
  outgoing.once('socket', socket => {
    if (socket.connecting) {
      socket.once('connect', callback);
    } else {
      callback();
    }
  });
}

/** Nobody listens, or nobody accepts: the service has seen nothing. */
function isConnectionError(error: Error): boolean {
  return 'syscall' in error && error.syscall === 'connect';
}
