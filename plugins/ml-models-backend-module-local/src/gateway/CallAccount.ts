import { isFromModel } from '@noshelfware/backstage-plugin-ml-models-node';
import { IncomingMessage } from 'node:http';
import { asksForPrediction } from './asksForPrediction';
import { GatewayStamp, isReplay } from './forwardedHeaders';
import { GatewayPath } from './parseGatewayPath';
import { ServedWindows } from './ServedWindows';
import { Destination } from './TrafficTable';
import { Unanswered } from './Unanswered';
import { Upstream } from './Upstream';

export interface AccountBooks {
  /** Where predictions are counted that a record is to be found of. */
  servedWindows: ServedWindows;
  /** Lets its bearer set x-noshelfware-* headers. */
  replayToken: string;
  /**
   * Told of a prediction that no service answered.
   *
   * @returns whether a record of it is to be found one day
   */
  onUnanswered: (call: Unanswered) => boolean;
}

export interface AccountedCall {
  request: IncomingMessage;
  path: GatewayPath;
  stamp: GatewayStamp;
  /** When the gateway took the request; epoch milliseconds. */
  takenMs: number;
}

export type Failure = Pick<Unanswered, 'statusCode' | 'error' | 'message'>;

/**
 * What becomes of one request. Only a prediction is accounted for: one that
 * replays the past is of another time, and left out.
 */
export class CallAccount {
  readonly #books: AccountBooks;
  readonly #call: AccountedCall;
  readonly #counts: boolean;

  constructor(books: AccountBooks, call: AccountedCall) {
    const { method, headers } = call.request;
    this.#books = books;
    this.#call = call;
    this.#counts =
      asksForPrediction({ method, path: call.path.rest }) &&
      !isReplay(headers, books.replayToken);
  }

  /** A version has answered it: a record of it has to be found. */
  answered({ version }: Upstream, statusCode: number): void {
    if (this.#counts && isFromModel(statusCode)) {
      this.#count(version);
    }
  }

  /** No service has: counted, too, where there is to be a record of that. */
  unanswered({ upstream, traffic }: Destination, failure: Failure): void {
    const { request, path, stamp, takenMs } = this.#call;
    const { gatewayId } = stamp;
    const requestId = `${request.headers['x-request-id'] ?? stamp.requestId}`;
    const { version } = upstream;
    const asked = { route: path.route, version, traffic, takenMs };
    if (
      this.#counts &&
      this.#books.onUnanswered({ ...asked, gatewayId, requestId, ...failure })
    ) {
      this.#count(version);
    }
  }

  #count(version: number): void {
    const { path, takenMs } = this.#call;
    this.#books.servedWindows.count(path.route, version, takenMs);
  }
}
