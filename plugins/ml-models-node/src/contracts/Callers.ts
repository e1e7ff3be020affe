import { setImmediate as nextTurn } from 'node:timers/promises';
import { ServiceAnswer } from './ServingRuntimeHarness';
import { until } from './until';

/** In parallel, while something changes. */
const CALLERS = 4;

/** Ask one request after another until told to end. */
export class Callers {
  private readonly answers: ServiceAnswer[] = [];
  private isCalling = true;
  private readonly calls: Promise<void>[];

  constructor(private readonly ask: () => Promise<ServiceAnswer>) {
    this.calls = Array.from({ length: CALLERS }, () => this.call());
  }

  /** @returns answers to what was asked from now on, one of which is as wanted */
  until(
    isWanted: (answer: ServiceAnswer) => boolean,
    timeoutMs?: number,
  ): Promise<ServiceAnswer[]> {
    // Those in flight may still be answered as before.
    const first = this.answers.length + CALLERS;
    return until(
      () => this.answers.slice(first),
      answers => answers.some(isWanted),
      timeoutMs,
    );
  }

  /** @returns the answers that were none */
  async end(): Promise<ServiceAnswer[]> {
    this.isCalling = false;
    await Promise.all(this.calls);
    return this.answers.filter(({ status }) => status !== 200);
  }

  private async call(): Promise<void> {
    while (this.isCalling) {
      this.answers.push(await this.ask());
      await nextTurn();
    }
  }
}
