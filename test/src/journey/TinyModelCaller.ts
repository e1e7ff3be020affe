import { Agent, IncomingMessage, request } from 'node:http';
import { bodyOfTinyRequest } from './callTinyModel';

const OK = 200;

/** How one request of a tiny model went. Times are those of `performance.now()`. */
export interface TinyAnswer {
  sentMs: number;
  answeredMs: number;
  ok: boolean;
  /** That answered, as the gateway says; undefined when none did, or nobody says. */
  version: number | undefined;
  /** What came instead of a prediction; absent when it is ok. */
  failure?: string;
}

/** Asks a tiny model over connections that are kept open, and never twice. */
export class TinyModelCaller {
  private readonly agent: Agent;
  private readonly url: string;
  private asked = 0;

  /**
   * @param endpoint - of the gateway, or where the service itself listens
   * @param connections - at most
   */
  constructor(endpoint: string, name: string, connections: number) {
    this.url = `${endpoint}/v2/models/${name}/infer`;
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  ask(): Promise<TinyAnswer> {
    this.asked += 1;
    const body = bodyOfTinyRequest(this.asked);
    const sentMs = performance.now();
    return new Promise(resolve => {
      const end = (failure?: string, response?: IncomingMessage) =>
        resolve({
          sentMs,
          answeredMs: performance.now(),
          ok: failure === undefined,
          version:
            Number(response?.headers['x-noshelfware-version']) || undefined,
          failure,
        });
      const sent = request(
        this.url,
        {
          agent: this.agent,
          method: 'POST',
          headers: { 'content-length': Buffer.byteLength(body) },
        },
        response => {
          const isOk = response.statusCode === OK;
          let said = `${response.statusCode} `;
          if (isOk) {
            response.resume();
          } else {
            response.setEncoding('utf8').on('data', text => {
              said += text;
            });
          }
          response.on('end', () => end(isOk ? undefined : said, response));
          response.on('error', error => end(error.message, response));
        },
      );
      sent.on('error', error => end(error.message));
      sent.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
