import { randomUUID } from 'node:crypto';
import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { copyToShadows } from './copyToShadows';
import { AccountBooks, CallAccount, Failure } from './CallAccount';
import { forwardedHeaders } from './forwardedHeaders';
import { forwardRequest } from './forwardRequest';
import { makeGatewayId } from './gatewayId';
import { listenNearby } from './listenNearby';
import { GatewayPath, parseGatewayPath } from './parseGatewayPath';
import { isTelemetry, relayTelemetry } from './relayTelemetry';
import { sendError } from './sendError';
import { isAtFrontDoor, sendFrontDoor } from './sendFrontDoor';
import { Destination, TrafficTable } from './TrafficTable';

/** Longer than the pools of usual callers keep a connection. */
const CALLER_IDLE_MS = 65_000;

export interface GatewayOptions extends AccountBooks {
  table: TrafficTable;
  /** Base URL of the portal's OTLP/HTTP, as far as known. */
  telemetryEndpoint: () => string | undefined;
}

/** The stable address of all models: decides which version answers. */
export class Gateway {
  readonly #options: GatewayOptions;
  readonly #server: Server;
  #draining = false;

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#server = createServer({ keepAliveTimeout: CALLER_IDLE_MS });
    this.#server.on('request', (request, response) => {
      this.#handle(request, response).catch((error: Error) => {
        if (response.headersSent) {
          response.destroy();
          return;
        }
        // Something in it that Node will not send on, e.g. a control character.
        sendError(response, {
          status: 400,
          message: `the request cannot be forwarded: ${error.message}`,
        });
      });
    });
  }

  /**
   * Listens on 127.0.0.1.
   *
   * @param ports - in the order of preference; then the next free ones after
   *   the last. 0: any
   * @returns the port it got
   */
  listen(ports: number[]): Promise<number> {
    return listenNearby(this.#server, ports);
  }

  /** Takes no more requests for models; services may still report. */
  drain(): void {
    this.#draining = true;
  }

  /** Takes no more requests; resolves when those in flight have ended. */
  close(): Promise<void> {
    return new Promise(resolve => {
      this.#server.close(() => resolve());
      this.#server.closeIdleConnections();
    });
  }

  async #handle(request: IncomingMessage, response: ServerResponse) {
    if (isTelemetry(request)) {
      const endpoint = this.#options.telemetryEndpoint();
      relayTelemetry({ request, response, endpoint });
      return;
    }
    if (this.#draining) {
      sendError(response, {
        status: 503,
        message: 'the models are being stopped: start the portal again',
        headers: { connection: 'close' },
      });
      return;
    }
    const path = parseGatewayPath(request.url ?? '/');
    if (path && this.#options.table.has(path.route)) {
      await this.#forward({ request, response, path });
    } else {
      this.#sendNotFound(request, response);
    }
  }

  async #forward(call: {
    request: IncomingMessage;
    response: ServerResponse;
    path: GatewayPath;
  }): Promise<void> {
    const { request, response, path } = call;
    const { table, replayToken } = this.#options;
    const candidates = this.#candidates(path);
    if (candidates.length === 0) {
      this.#sendNothingLive(response, path);
      return;
    }
    if (isAtFrontDoor(request, path)) {
      const versions = candidates.map(({ upstream }) => upstream.version);
      sendFrontDoor(
        response,
        path,
        versions.sort((a, b) => a - b),
      );
      return;
    }
    const takenMs = Date.now();
    const stamp = {
      gatewayId: makeGatewayId(takenMs),
      requestId: randomUUID(),
    };
    const account = new CallAccount(this.#options, {
      request,
      path,
      stamp,
      takenMs,
    });
    const headersFor = (traffic: Destination['traffic']) =>
      forwardedHeaders(request.headers, { stamp, traffic, replayToken });
    const shadows = path.version === undefined ? table.shadows(path.route) : [];
    // The second is asked only when the first refused to take the request.
    for (const candidate of candidates.slice(0, 2)) {
      const { upstream, traffic } = candidate;
      if (upstream.port === undefined) {
        continue;
      }
      const outcome = await forwardRequest({
        request,
        response,
        upstream,
        path: path.rest,
        headers: headersFor(traffic),
        onConnected: () =>
          copyToShadows({
            request,
            shadows,
            path: path.rest,
            headers: headersFor('shadow'),
            onAnswered: (shadow, statusCode) =>
              account.answered(shadow, statusCode),
          }),
        onAnswered: statusCode => account.answered(upstream, statusCode),
        onBroken: (statusCode, message) =>
          account.unanswered(candidate, {
            statusCode,
            message,
            error: 'AnswerBrokenOff',
          }),
      });
      if (outcome === 'answered') {
        upstream.served[traffic] += 1;
      }
      if (outcome !== 'refused') {
        return;
      }
    }
    account.unanswered(candidates[0], sendDown(response, candidates[0]));
  }

  /** A pinned request passes the split by: it never counts as live traffic. */
  #candidates({ route, version }: GatewayPath): Destination[] {
    const { table } = this.#options;
    if (version === undefined) {
      return table.choose(route);
    }
    const upstream = table.find(route, version);
    return upstream ? [{ upstream, traffic: 'shadow' }] : [];
  }

  #sendNothingLive(response: ServerResponse, path: GatewayPath): void {
    const [environment, namespace, name] = path.route.split('/');
    const model = `${namespace}/${name}`;
    sendError(response, {
      status: 503,
      message:
        path.version === undefined
          ? `no version of ${model} is live in ${environment}: deploy one in the portal`
          : `version ${path.version} of ${model} does not run in ${environment}: deploy it in the portal, or leave out /versions/${path.version}`,
    });
  }

  #sendNotFound(request: IncomingMessage, response: ServerResponse): void {
    const served = this.#options.table.routes().map(route => `/${route}`);
    sendError(response, {
      status: 404,
      message: `no model is served at ${request.url}: expected /<environment>/<namespace>/<name>/… of a model that is deployed`,
      details: { served },
    });
  }
}

/**
 * A process that says nothing is wrong, and takes no connections, has just been started.
 *
 * @returns what the caller was told
 */
function sendDown(
  response: ServerResponse,
  { upstream: { version, message: why } }: Destination,
): Failure {
  const failure: Failure =
    why === undefined
      ? {
          statusCode: 503,
          error: 'ServiceStarting',
          message: `version ${version} is starting: it does not accept connections yet, ask again in a moment`,
        }
      : {
          statusCode: 502,
          error: 'ServiceDown',
          message: `version ${version} is down: ${why}`,
        };
  sendError(response, {
    status: failure.statusCode,
    message: failure.message,
    headers: why === undefined ? { 'retry-after': '1' } : {},
  });
  return failure;
}
