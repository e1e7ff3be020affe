import { describeFailure } from './describeFailure';
import { claimPort, pickFreePort, returnPort } from './pickFreePort';
import { RunningService } from './RunningService';
import { ServiceIsolation } from './ServiceIsolation';
import { ServiceLog } from './ServiceLog';
import { SERVICE_TIMINGS, ServiceTimings } from './ServiceTimings';
import { ServiceRecord } from './SupervisorState';
import { pause, WatchOutcome, watchService } from './watchService';

export interface ServiceOptions {
  record: ServiceRecord;
  log: ServiceLog;
  isolation: ServiceIsolation;
  /** Why what does not run must not be started; goes on after "The service …". */
  refusal?: string;
  /** Called after every change of the record. */
  onChange: () => void;
  timings?: ServiceTimings;
}

/** Keeps one version running: starts it, or finds it running, and watches it. */
export class Service {
  readonly record: ServiceRecord;
  readonly #options: ServiceOptions;
  readonly #timings: ServiceTimings;
  readonly #stopping = new AbortController();
  /** Undefined until it is run. */
  #work: Promise<void> | undefined;
  #failures = 0;
  #logFrom = 0;

  constructor(options: ServiceOptions) {
    this.record = options.record;
    this.#options = options;
    this.#timings = options.timings ?? SERVICE_TIMINGS;
  }

  /**
   * The record tells how it goes.
   *
   * @returns when it is known whether a process runs: until then the record of
   *   an earlier supervisor may call ready what has ended
   */
  run(): Promise<void> {
    if (this.record.gaveUp) {
      this.#work = Promise.resolve();
      return this.#work;
    }
    return new Promise(resolve => {
      this.#work = this.#keepRunning(resolve)
        .catch(error => {
          // A machine at its limits: no port, no file handle.
          this.#become('crashed', `The service could not be watched: ${error}`);
        })
        .finally(resolve);
    });
  }

  /**
   * Returns when no process or container of it is left. Of one that was not run it ends
   * what an earlier supervisor has left.
   */
  async end(): Promise<void> {
    this.#stopping.abort();
    const { stopGraceMs } = this.#timings;
    await (this.#work ?? this.#options.isolation.endLeftover(stopGraceMs));
  }

  /** Removes its files; call when it has ended for good. */
  forget(): void {
    this.#options.isolation.forget();
  }

  async #keepRunning(onLooked: () => void): Promise<void> {
    let running = await this.#findRunning();
    if (!running && this.#options.refusal) {
      this.#refuse(this.#options.refusal);
      return;
    }
    if (!running) {
      this.record.port = undefined;
      this.#become('starting', this.record.message);
    }
    onLooked();
    while (!this.#isStopping()) {
      running ??= await this.#spawn();
      const outcome = await this.#watch(running);
      if (this.#isStopping() || outcome.timedOut) {
        await running.end(this.#timings.stopGraceMs);
      } else {
        await running.clear();
      }
      returnPort(running.port);
      running = undefined;
      if (this.#isStopping() || this.#giveUp(outcome)) {
        return;
      }
      await pause(this.#backOff(outcome), this.#stopping.signal);
      this.record.restarts += 1;
      this.#becomeStartedAgain(outcome);
    }
  }

  async #findRunning(): Promise<RunningService | undefined> {
    const { record } = this;
    const running = await this.#options.isolation.findRunning(record.port);
    if (running) {
      record.port = running.port;
      claimPort(running.port);
    }
    return running;
  }

  async #spawn(): Promise<RunningService> {
    const { log, isolation } = this.#options;
    const port = await pickFreePort();
    this.#logFrom = log.end();
    this.record.port = port;
    // The port is on disk before the process exists: a successor that finds the
    // process must know where it listens.
    this.#become('starting', this.record.message);
    try {
      return await isolation.spawn(port);
    } catch (error) {
      const nothing = async () => {};
      const how = `could not be run: ${error}`;
      return {
        port,
        ended: Promise.resolve(how),
        end: nothing,
        clear: nothing,
      };
    }
  }

  #watch(running: RunningService): Promise<WatchOutcome> {
    return watchService({
      running,
      readyTimeoutMs: this.record.spec.readyTimeoutMs,
      timings: this.#timings,
      signal: this.#stopping.signal,
      onReady: forMs => this.#becomeReady(forMs),
      onUnready: () =>
        this.#become('unready', 'GET /v2/health/ready does not answer 200'),
      onProbe: () => this.#rotateLog(),
    });
  }

  #becomeReady(forMs: number): void {
    if (forMs >= this.#timings.steadyAfterMs) {
      this.#failures = 0;
    }
    this.record.wasReady = true;
    this.#become('ready');
  }

  #refuse(why: string): void {
    this.record.gaveUp = true;
    this.record.port = undefined;
    this.#become('crashed', `The service ${why}`);
  }

  #giveUp(outcome: WatchOutcome): boolean {
    this.#failures += 1;
    const { record } = this;
    const hopeless =
      outcome.timedOut || this.#failures >= this.#timings.startAttempts;
    if (record.wasReady || !hopeless) {
      return false;
    }
    record.gaveUp = true;
    record.port = undefined;
    const why = outcome.timedOut
      ? `was never ready: GET /v2/health/ready did not answer 200 within ${
          record.spec.readyTimeoutMs / 1000
        } s`
      : `${outcome.how} before it was ready, at each of ${
          this.#failures
        } starts`;
    this.#become(
      'crashed',
      this.#explain(`${why}. Correct it and deploy again`),
    );
    this.#note(why);
    return true;
  }

  /** @returns how long to wait, ms */
  #backOff(outcome: WatchOutcome): number {
    const { firstBackoffMs, maxBackoffMs } = this.#timings;
    const waitMs = Math.min(
      firstBackoffMs * 2 ** (this.#failures - 1),
      maxBackoffMs,
    );
    const what = `${outcome.how}; it is started again in ${waitMs / 1000} s`;
    this.record.port = undefined;
    this.#become(
      // The first start is one attempt for those who wait for it: a port that
      // was taken meanwhile is no crash.
      this.record.wasReady ? 'crashed' : 'starting',
      this.#explain(what),
    );
    this.#note(what);
    return waitMs;
  }

  /** What it waited for is over; why it ended stays of interest until it is ready. */
  #becomeStartedAgain(outcome: WatchOutcome): void {
    if (!this.#isStopping()) {
      this.#become(
        'starting',
        this.#explain(`${outcome.how}; it is being started again`),
      );
    }
  }

  #rotateLog(): void {
    try {
      this.#options.log.rotate();
    } catch {
      // No room for the copy: the log grows on, and is tried again next time.
    }
  }

  /** So that the log tells one run from the next. */
  #note(what: string): void {
    try {
      this.#options.log.note(`The service ${what}`);
    } catch {
      // A full disk; the record tells the same.
    }
  }

  #explain(what: string): string {
    return describeFailure({
      what,
      log: this.#options.log,
      from: this.#logFrom,
      secrets: [this.record.spec.telemetryToken],
    });
  }

  #become(state: ServiceRecord['state'], message?: string): void {
    const { record } = this;
    if (record.state !== state) {
      record.since = new Date().toISOString();
    } else if (record.message === message && state !== 'starting') {
      return;
    }
    record.state = state;
    record.message = message;
    this.#options.onChange();
  }

  #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }
}
