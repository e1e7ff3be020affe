import { randomUUID } from 'node:crypto';
import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { copyToShadows } from './copyToShadows';
import { forwardedHeaders, GatewayStamp, isReplay } from './forwardedHeaders';
import { forwardRequest } from './forwardRequest';
import { makeGatewayId } from './gatewayId';
import { asksForPrediction, isFromModel } from './isPrediction';
import { listenNearby } from './listenNearby';
import { GatewayPath, parseGatewayPath } from './parseGatewayPath';
import { isTelemetry, relayTelemetry } from './relayTelemetry';
import { sendError } from './sendError';
import { isAtFrontDoor, sendFrontDoor } from './sendFrontDoor';
import { ServedWindows } from './ServedWindows';
import { Destination, TrafficTable } from './TrafficTable';
import { Unanswered } from './Unanswered';
import { Upstream } from './Upstream';

/** Longer than the pools of usual callers keep a connection. */
const CALLER_IDLE_MS = 65_000;

type Failure = Pick<Unanswered, 'statusCode' | 'error' | 'message'>;

export interface GatewayOptions {
  table: TrafficTable;
  /** Where answered predictions are counted. */
  servedWindows: ServedWindows;
  /** Lets its bearer set x-noshelfware-* headers. */
  replayToken: string;
  /** Base URL of the portal's OTLP/HTTP, as far as known. */
  telemetryEndpoint: () => string | undefined;
  /**
   * Told of a prediction that no service answered.
   *
   * @returns whether a record of it is to be found one day
   */
  onUnanswered: (call: Unanswered) => boolean;
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
    const count = this.#counterOf(request, path, takenMs);
    const noteUnanswered = this.#noterOf(request, path, { ...stamp, takenMs });
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
            onAnswered: count,
          }),
        onAnswered: statusCode => count(upstream, statusCode),
        onBroken: (statusCode, message) =>
          noteUnanswered(candidate, {
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
    noteUnanswered(candidates[0], sendDown(response, candidates[0]));
  }

  /**
   * Notes a prediction that no service answered. One of which there is to be a record
   * counts for completeness, too.
   */
  #noterOf(
    { method, headers }: IncomingMessage,
    { route, rest }: GatewayPath,
    stamp: GatewayStamp & Pick<Unanswered, 'takenMs'>,
  ): (asked: Destination, failure: Failure) => void {
    const { onUnanswered, replayToken, servedWindows } = this.#options;
    const isNoted =
      asksForPrediction({ method, path: rest }) &&
      !isReplay(headers, replayToken);
    const requestId = `${headers['x-request-id'] ?? stamp.requestId}`;
    return ({ upstream: { version }, traffic }, failure) => {
      const asked = { ...stamp, requestId, route, version, traffic };
      if (isNoted && onUnanswered({ ...asked, ...failure })) {
        servedWindows.count(route, version, stamp.takenMs);
      }
    };
  }

  /**
   * Counts a prediction once a version has answered it: what a record of it has
   * to be found for. Replays are of another time, and are left out.
   */
  #counterOf(
    request: IncomingMessage,
    { route, rest }: GatewayPath,
    takenMs: number,
  ): (upstream: Upstream, statusCode: number) => void {
    const { replayToken, servedWindows } = this.#options;
    const { method, headers } = request;
    const isCounted =
      asksForPrediction({ method, path: rest }) &&
      !isReplay(headers, replayToken);
    return (upstream, statusCode) => {
      if (isCounted && isFromModel(statusCode)) {
        servedWindows.count(route, upstream.version, takenMs);
      }
    };
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
