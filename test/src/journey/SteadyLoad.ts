import { TinyAnswer, TinyModelCaller } from './TinyModelCaller';

/** More than are ever under way at once: a caller must not wait for another. */
const CONNECTIONS = 64;

export interface SteadyLoadOptions {
  endpoint: string;
  /** Of the model. */
  name: string;
  /** Requests, whether they are answered or not. */
  perSecond: number;
}

/** Callers who ask a tiny model at a steady rate. */
export class SteadyLoad {
  readonly answers: TinyAnswer[] = [];
  private readonly caller: TinyModelCaller;
  private readonly timer: NodeJS.Timeout;
  private readonly startedAt = performance.now();
  private readonly pending = new Set<Promise<void>>();
  private sent = 0;

  constructor(private readonly options: SteadyLoadOptions) {
    const { endpoint, name } = options;
    this.caller = new TinyModelCaller(endpoint, name, CONNECTIONS);
    this.timer = setInterval(() => this.catchUp(), 1);
  }

  /** @returns when a version has answered for the last time */
  lastAnswerMs(version: number): number {
    const last = this.answers.findLast(it => it.version === version);
    return last?.answeredMs ?? -Infinity;
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all(this.pending);
    this.caller.close();
  }

  /** As many as are due by now: a timer that comes late must not lower the rate. */
  private catchUp(): void {
    const elapsedS = (performance.now() - this.startedAt) / 1000;
    for (; this.sent < elapsedS * this.options.perSecond; this.sent += 1) {
      const asked = this.caller.ask().then(answer => {
        this.answers.push(answer);
        this.pending.delete(asked);
      });
      this.pending.add(asked);
    }
  }
}
