import { Agent } from 'node:http';

/**
 * Idle connections are closed before the service closes them itself (gunicorn
 * after 2 s, uvicorn and Node after 5 s), or a request could meet the closing.
 */
const IDLE_CONNECTION_MS = 1_000;

/**
 * How long callers wait for a version that was ready and went away: it is started
 * again after half a second, and small models are back in another. Those who ask one
 * that has been away for longer are told so at once.
 */
const SOON_BACK_MS = 5_000;

export type TrafficRole = 'primary' | 'canary' | 'shadow';

/** One version that the gateway can reach. */
export class Upstream {
  readonly version: number;
  /** Undefined while no process runs. */
  port: number | undefined;
  /** Why no process runs, for callers. */
  message: string | undefined;
  /** Whether it was ready once, and is started again whenever it ends. */
  isProven = false;
  /** Since when it is not ready; epoch milliseconds. Undefined: it is. */
  awaySinceMs: number | undefined;
  /** Requests answered, by traffic; instances of one version count together. */
  readonly served: Record<TrafficRole, number>;
  readonly agent = new Agent({ keepAlive: true, timeout: IDLE_CONNECTION_MS });
  #answeredMs = 0;
  #inFlight = 0;
  #whenIdle: (() => void)[] = [];

  constructor(version: number, served?: Record<TrafficRole, number>) {
    this.version = version;
    this.served = served ?? { primary: 0, canary: 0, shadow: 0 };
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Whether it is worth waiting for, should nobody listen there. */
  isSoonBack(nowMs: number): boolean {
    return this.isProven && nowMs - (this.awaySinceMs ?? nowMs) < SOON_BACK_MS;
  }

  /** @param statusCode - of its answer: an error of the server's own is none */
  noteAnswer(statusCode: number, nowMs: number): void {
    if (statusCode < 500) {
      this.#answeredMs = nowMs;
    }
  }

  hasAnsweredSince(sinceMs: number): boolean {
    return this.#answeredMs > sinceMs;
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
