import { Agent, IncomingMessage, request } from 'node:http';
import { bodyOfTinyRequest } from './callTinyModel';

/** How one request of a tiny model went. Times are those of `performance.now()`. */
export interface TinyAnswer {
  sentMs: number;
  answeredMs: number;
  ok: boolean;
  /** That answered, as the gateway says; undefined when none did, or nobody says. */
  version: number | undefined;
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
      const end = (ok: boolean, response?: IncomingMessage) =>
        resolve({
          sentMs,
          answeredMs: performance.now(),
          ok,
          version:
            Number(response?.headers['x-noshelfware-version']) || undefined,
        });
      const sent = request(
        this.url,
        {
          agent: this.agent,
          method: 'POST',
          headers: { 'content-length': Buffer.byteLength(body) },
        },
        response => {
          response.resume();
          response.on('end', () => end(response.statusCode === 200, response));
          response.on('error', () => end(false, response));
        },
      );
      sent.on('error', () => end(false));
      sent.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
