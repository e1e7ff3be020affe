import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';

const TOO_MANY_REQUESTS = 429;
const UNAVAILABLE = 503;

export interface LogSenderOptions {
  /** Of the portal. */
  url: string;
  token: string;
  connections: number;
}

/** How a request ended: the status, or why there is none. */
export type SendOutcome =
  | { status: number; body: string; retryAfterSeconds: number }
  | { error: Error };

/** Sends OTLP requests over connections that are kept open, as a Collector does. */
export class LogSender {
  private readonly agent: Agent;

  constructor(private readonly options: LogSenderOptions) {
    this.agent = new Agent({
      keepAlive: true,
      maxSockets: options.connections,
    });
  }

  /** Sends once, over a connection that stands. @param signal - hangs up, whatever may have been done by then */
  async send(body: Buffer, signal?: AbortSignal): Promise<SendOutcome> {
    return new Promise(resolve => {
      const sent = request(
        `${this.options.url}/api/ml-models/otlp/v1/logs`,
        {
          agent: this.agent,
          signal,
          method: 'POST',
          headers: {
            authorization: `Bearer ${this.options.token}`,
            'content-type': 'application/x-protobuf',
            'content-length': body.length,
          },
        },
        response => {
          text(response).then(
            answer =>
              resolve({
                status: response.statusCode ?? 0,
                body: answer,
                retryAfterSeconds: Number(response.headers['retry-after'] ?? 0),
              }),
            error => resolve({ error }),
          );
        },
      );
      sent.on('error', error =>
        resolve(
          // A kept connection that was closed as idle just then says nothing.
          sent.reusedSocket && !signal?.aborted
            ? this.send(body, signal)
            : { error },
        ),
      );
      sent.end(body);
    });
  }

  /**
   * Sends until it is taken, as exporters do: after as long as the server says.
   *
   * @throws when the server finds fault with it
   */
  async deliver(body: Buffer): Promise<void> {
    for (;;) {
      const outcome = await this.send(body);
      if ('error' in outcome) {
        throw outcome.error;
      }
      if (outcome.status === 200) {
        assertAllTaken(outcome.body);
        return;
      }
      if (![TOO_MANY_REQUESTS, UNAVAILABLE].includes(outcome.status)) {
        throw new Error(`Refused: ${outcome.status} ${outcome.body}`);
      }
      await delay(outcome.retryAfterSeconds * 1000);
    }
  }

  close(): void {
    this.agent.destroy();
  }
}

/** An answer in protobuf without a partial success is empty. */
function assertAllTaken(answer: string): void {
  if (answer !== '') {
    throw new Error(`Records were rejected: ${answer}`);
  }
}
