import { randomUUID } from 'node:crypto';
import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { askInTurn, TakenCall } from './askInTurn';
import { AccountBooks, CallAccount, Failure } from './CallAccount';
import { makeGatewayId } from './gatewayId';
import { listenNearby } from './listenNearby';
import { GatewayPath, parseGatewayPath } from './parseGatewayPath';
import { isTelemetry, relayTelemetry } from './relayTelemetry';
import { sendError } from './sendError';
import { isAtFrontDoor, sendFrontDoor } from './sendFrontDoor';
import { Destination, TrafficTable } from './TrafficTable';

/** Longer than the pools of usual callers keep a connection. */
const CALLER_IDLE_MS = 65_000;

/** How often whoever waits looks whether a version is back. */
const ASK_AGAIN_MS = 25;

/** A request that waits for a version that went away, whatever comes of it. */
const WAIT_MAX_MS = 5_000;

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
    const taken: TakenCall = { ...call, stamp, account, takenMs };
    let asked = candidates;
    let outcome = await askInTurn(asked, taken, this.#options);
    while (outcome === 'refused' && this.#isWorthWaiting(asked, taken)) {
      await delay(ASK_AGAIN_MS);
      // Another version may have taken over meanwhile.
      const now = this.#candidates(path);
      if (now.length > 0) asked = now;
      // Thousands may wait: none of them knocks before somebody is known to listen.
      if (asked.some(({ upstream }) => upstream.awaySinceMs === undefined)) {
        outcome = await askInTurn(asked, taken, this.#options);
      }
    }
    if (outcome === 'refused') {
      account.unanswered(asked[0], sendDown(response, asked[0]));
    }
  }

  #isWorthWaiting(
    candidates: Destination[],
    { response, takenMs }: TakenCall,
  ): boolean {
    const nowMs = Date.now();
    return (
      !this.#draining &&
      !response.destroyed &&
      nowMs - takenMs < WAIT_MAX_MS &&
      candidates.some(({ upstream }) => upstream.isSoonBack(nowMs))
    );
  }

  /** A pinned request passes the split by: it never counts as live traffic. */
  #candidates({ route, version, isNext }: GatewayPath): Destination[] {
    const { table } = this.#options;
    if (version === undefined) {
      return table.choose(route);
    }
    const upstream = isNext
      ? table.findNext(route, version)
      : table.find(route, version);
    return upstream ? [{ upstream, traffic: 'shadow' }] : [];
  }

  #sendNothingLive(response: ServerResponse, path: GatewayPath): void {
    const [environment, namespace, name] = path.route.split('/');
    const what = {
      version: path.version,
      isNext: path.isNext,
      model: `${namespace}/${name}`,
      environment,
    };
    sendError(response, { status: 503, message: describeNothingLive(what) });
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

function describeNothingLive({
  version,
  isNext,
  model,
  environment,
}: Pick<GatewayPath, 'version' | 'isNext'> & {
  model: string;
  environment: string;
}): string {
  if (version === undefined) {
    return `no version of ${model} is live in ${environment}: deploy one in the portal`;
  }
  return isNext
    ? `version ${version} of ${model} is not being rebuilt in ${environment}: leave out -next`
    : `version ${version} of ${model} does not run in ${environment}: deploy it in the portal, or leave out /versions/${version}`;
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
  // Who has left while he waited got no answer all the same.
  if (!response.destroyed) {
    sendError(response, {
      status: failure.statusCode,
      message: failure.message,
      headers: why === undefined ? { 'retry-after': '1' } : {},
    });
  }
  return failure;
}
