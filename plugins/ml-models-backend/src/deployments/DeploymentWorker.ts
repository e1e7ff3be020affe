import { toError } from '@backstage/errors';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeploymentRow } from './DeploymentRow';
import { ENDED_IN_ORDER } from './claimEnds';
import { driveDeployment } from './drive/driveDeployment';
import { DeploymentRun, DriveOptions } from './drive/DeploymentRun';
import { claimDeployments } from './store/claimDeployment';
import { DeploymentLease, LeaseLostError } from './store/DeploymentLease';

export interface WorkerTiming {
  /** For how long a claim holds without a heartbeat. */
  leaseMs: number;
  heartbeatMs: number;
  /** Between two looks for work that another replica was asked for. */
  idlePollMs: number;
}

export const DEFAULT_WORKER_TIMING: WorkerTiming = {
  // Six missed heartbeats: longer than a stop of the garbage collector, short
  // enough that nobody waits long for the successor of a dead worker.
  leaseMs: 30_000,
  heartbeatMs: 5_000,
  idlePollMs: 1_000,
};

/**
 * Deployments driven at once by one backend. They mostly wait, for a pipeline
 * or a service; each looks at the database four times a second.
 */
const CONCURRENT_MAX = 25;

/** Before a deployment is claimed again whose driver met an unexpected error. */
const RETRY_AFTER_MS = 2_000;

/** Spreads the polls of replicas: up to this share of the interval longer. */
const JITTER = 0.25;

export interface WorkerOptions {
  /** Who holds the leases: unique per process. */
  owner: string;
  drive: DriveOptions;
  timing: WorkerTiming;
  /** Deployments driven at once, those that are held left out; default: 25. */
  concurrentMax?: number;
  /** Done before each look for work: takes rebuilds of environments further. */
  advanceRebuilds?(): Promise<void>;
}

/** Claims deployments and drives them. Each backend has one. */
export class DeploymentWorker {
  private readonly stopping = new AbortController();
  private readonly driving = new Map<DeploymentRun, Promise<void>>();
  private loop: Promise<void> | undefined;
  private nap = new AbortController();

  constructor(private readonly options: WorkerOptions) {}

  start(): void {
    this.loop ??= this.run();
  }

  /** Looks for work at once. */
  wake(): void {
    this.nap.abort();
  }

  /** Leaves everything as it is, for the next worker to carry on at once. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.loop;
    await Promise.all(this.driving.values());
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      // Made before the look, so that a wake-up during it is not missed.
      this.nap = new AbortController();
      await this.advance();
      await this.claim();
      await this.rest();
    }
  }

  private async advance(): Promise<void> {
    const { advanceRebuilds, drive } = this.options;
    try {
      await advanceRebuilds?.();
    } catch (error) {
      drive.logger.error(
        `Rebuilds could not be taken further, which is tried again: ${
          toError(error).message
        }`,
      );
    }
  }

  private async claim(): Promise<void> {
    const { owner, drive, timing, concurrentMax } = {
      concurrentMax: CONCURRENT_MAX,
      ...this.options,
    };
    try {
      const rows = await claimDeployments(
        drive.database,
        { owner, leaseMs: timing.leaseMs },
        concurrentMax - this.countBusy(),
      );
      rows.forEach(row => this.take(row));
    } catch (error) {
      drive.logger.error(
        `Looking for deployments failed, and is tried again: ${
          toError(error).message
        }`,
      );
    }
  }

  /** Those that are held may be for days, and must not take the places of others. */
  private countBusy(): number {
    return [...this.driving.keys()].filter(({ row }) => row.status !== 'held')
      .length;
  }

  private take(row: DeploymentRow): void {
    const { drive: options, timing } = this.options;
    const lease = new DeploymentLease({
      database: options.database,
      deploymentId: row.id,
      epoch: row.epoch,
      leaseMs: timing.leaseMs,
    });
    const lost = new AbortController();
    const signal = AbortSignal.any([this.stopping.signal, lost.signal]);
    const run = new DeploymentRun(options, lease, row, signal);
    const driven = this.drive(run, lost).finally(() => {
      this.driving.delete(run);
      this.wake();
    });
    this.driving.set(run, driven);
  }

  private async drive(run: DeploymentRun, lost: AbortController) {
    const heart = this.beat(run.lease, lost);
    try {
      await driveDeployment(run);
    } catch (error) {
      await this.leave(run, error);
    } finally {
      heart.stop();
    }
  }

  private beat(lease: DeploymentLease, lost: AbortController) {
    const timer = setInterval(() => {
      lease.renew().catch(error => {
        if (error instanceof LeaseLostError) {
          lost.abort(error);
        } else {
          this.options.drive.logger.warn(
            `A lease could not be renewed: ${toError(error).message}`,
          );
        }
      });
    }, this.options.timing.heartbeatMs);
    timer.unref();
    return { stop: () => clearInterval(timer) };
  }

  private async leave(run: DeploymentRun, error: unknown): Promise<void> {
    const { lease, row } = run;
    const { logger } = this.options.drive;
    const meant =
      this.stopping.signal.aborted || error instanceof LeaseLostError;
    if (meant) {
      logger.info(`Left deployment ${row.id} to the next worker`);
    } else {
      logger.error(
        `Driving deployment ${row.id} failed, and is tried again: ${
          toError(error).message
        }`,
      );
    }
    const released = meant
      ? lease.release(ENDED_IN_ORDER, 0)
      : lease.release(run.endedByError(), RETRY_AFTER_MS);
    await released.catch(failure => {
      // It runs out by itself; the next claim only comes later.
      logger.warn(toError(failure).message);
    });
  }

  private async rest(): Promise<void> {
    const { idlePollMs } = this.options.timing;
    const restMs = idlePollMs * (1 + JITTER * Math.random());
    await sleep(restMs, undefined, { signal: this.nap.signal }).catch(() => {
      // Woken up: there is work.
    });
  }
}
