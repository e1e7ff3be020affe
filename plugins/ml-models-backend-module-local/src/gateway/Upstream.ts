import { Agent } from 'node:http';

/**
 * Idle connections are closed before the service closes them itself (gunicorn
 * after 2 s, uvicorn and Node after 5 s), or a request could meet the closing.
 */
const IDLE_CONNECTION_MS = 1_000;

export type TrafficRole = 'primary' | 'canary' | 'shadow';

/** One version that the gateway can reach. */
export class Upstream {
  readonly version: number;
  /** Undefined while no process runs. */
  port: number | undefined;
  /** Why no process runs, for callers. */
  message: string | undefined;
  /** Requests answered, by traffic. */
  readonly served: Record<TrafficRole, number>;
  readonly agent = new Agent({ keepAlive: true, timeout: IDLE_CONNECTION_MS });
  #inFlight = 0;
  #whenIdle: (() => void)[] = [];

  constructor(version: number, served?: Record<TrafficRole, number>) {
    this.version = version;
    this.served = { primary: 0, canary: 0, shadow: 0, ...served };
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** @returns call it once, when the request has ended */
  begin(): () => void {
    this.#inFlight += 1;
    return () => {
      this.#inFlight -= 1;
      if (this.#inFlight === 0) {
        this.#whenIdle.splice(0).forEach(resolve => resolve());
      }
    };
  }

  /** Resolves when no request is in flight. */
  idle(): Promise<void> {
    return this.#inFlight === 0
      ? Promise.resolve()
      : new Promise(resolve => this.#whenIdle.push(resolve));
  }
}
