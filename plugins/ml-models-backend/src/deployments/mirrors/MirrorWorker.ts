import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import { isFinalDeploymentStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  DeploymentMirror,
  MirroredDeployment,
  ShownDeployment,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDefiniteError } from '../drive/DeploymentError';
import { MirrorContext } from './MirrorContext';
import { discoverDeployments } from './store/discoverDeployments';
import { listUntold, UntoldRow } from './store/listUntold';
import {
  dropTelling,
  postponeTelling,
  saveTold,
  Telling,
  tryClaimTelling,
} from './store/tellings';
import { toMirrored } from './toMirrored';

export interface MirrorTiming {
  /** Between two looks for what has changed. */
  pollMs: number;
  /** Before it is told again after an error; doubles each time. */
  retryMs: number;
  retryMaxMs: number;
}

export const DEFAULT_MIRROR_TIMING: MirrorTiming = {
  // People look at it in a browser: soon enough, for one query.
  pollMs: 2_000,
  retryMs: 2_000,
  retryMaxMs: 10 * 60_000,
};

/** For one deployment; a mirror is to give up by itself after a minute. */
const ANSWER_MAX_MS = 90_000;

/** Twice as long: a claim is never free while somebody still tells. */
const LEASE_MS = 2 * ANSWER_MAX_MS;

/** After half a minute the log says once that a deployment is behind. */
const ATTEMPTS_UNTIL_TOLD = 5;

/** With ten minutes between them: some three days. */
const ATTEMPTS_MAX = 450;

/** Claimed one by one, between two looks for new ones. */
const BATCH = 20;

/** Of the log: more than repositories that refuse one thing. */
const REFUSALS_KEPT = 500;

/** Spreads the polls of replicas: up to this share of the interval longer. */
const JITTER = 0.25;

export interface MirrorWorkerOptions {
  database: Knex;
  mirror: DeploymentMirror;
  context: MirrorContext;
  logger: LoggerService;
  now: () => Date;
  timing?: MirrorTiming;
}

/**
 * Tells one mirror how deployments are. Each replica has one; a table says which of
 * them tells of which deployment, so that it goes on wherever another died.
 */
export class MirrorWorker {
  private readonly stopping = new AbortController();
  private readonly refusals = new Set<string>();
  private loop: Promise<void> | undefined;

  constructor(private readonly options: MirrorWorkerOptions) {}

  start(): void {
    this.loop ??= this.run();
  }

  /** Whoever is told just now is not waited for: the next worker tells it again. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
  }

  /** Tells what is due. */
  async tellDue(): Promise<void> {
    const { database, mirror, now } = this.options;
    await discoverDeployments(database, mirror.id, now());
    for (const row of await listUntold(database, mirror.id, BATCH)) {
      if (this.stopping.signal.aborted) {
        return;
      }
      const telling = await tryClaimTelling(
        database,
        { deploymentId: row.id, mirror: mirror.id, epoch: row.mirror_epoch },
        LEASE_MS,
      );
      if (telling) {
        await this.tell(row, telling);
      }
    }
  }

  private async run(): Promise<void> {
    const { pollMs } = this.timing;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.tellDue();
      } catch (error) {
        // The database was away: what is claimed is free again later.
        this.options.logger.error(
          `Looking for deployments that ${
            this.options.mirror.title
          } is to be told of failed, and is tried again: ${
            toError(error).message
          }`,
        );
      }
      const restMs = pollMs * (1 + JITTER * Math.random());
      await sleep(restMs, undefined, { signal }).catch(() => {
        // Stopped: the loop sees it.
      });
    }
  }

  private async tell(row: UntoldRow, telling: Telling): Promise<void> {
    const { database, mirror, context, now } = this.options;
    try {
      const deployment = await toMirrored(row, context);
      if (!deployment) {
        await this.leaveUntold(row, telling);
      } else if (!mirror.covers(deployment.sourceLocation)) {
        await dropTelling(database, telling);
      } else {
        const shown = await this.show(deployment);
        const { state } = deployment;
        await saveTold(database, telling, { ...shown, state, now: now() });
      }
    } catch (error) {
      await this.bear(toError(error), row, telling);
    }
  }

  private async show(deployment: MirroredDeployment): Promise<ShownDeployment> {
    const { mirror } = this.options;
    const late = AbortSignal.timeout(ANSWER_MAX_MS);
    const over = AbortSignal.any([this.stopping.signal, late]);
    const tooLate = async () => {
      await once(over, 'abort');
      throw new ServiceUnavailableError(
        `${mirror.title} has not answered within ${ANSWER_MAX_MS / 1_000} s`,
      );
    };
    this.stopping.signal.throwIfAborted();
    return Promise.race([mirror.show(deployment), tooLate()]);
  }

  /** Its commit is not known yet, or never will be. */
  private async leaveUntold(row: UntoldRow, telling: Telling): Promise<void> {
    const { database } = this.options;
    if (isFinalDeploymentStatus(row.status)) {
      await dropTelling(database, telling);
    } else {
      const afterMs = this.timing.pollMs;
      await postponeTelling(database, telling, { afterMs, attempts: 0 });
    }
  }

  private async bear(
    error: Error,
    row: UntoldRow,
    telling: Telling,
  ): Promise<void> {
    const { database, mirror, logger } = this.options;
    if (this.stopping.signal.aborted) {
      await postponeTelling(database, telling, { afterMs: 0 });
      return;
    }
    const { message } = error;
    const attempts = row.mirror_attempts + 1;
    if (isDefiniteError(error) || attempts >= ATTEMPTS_MAX) {
      await dropTelling(database, telling, message);
      this.warnOnce(`${mirror.title} does not show a deployment: ${message}`);
      return;
    }
    if (attempts === ATTEMPTS_UNTIL_TOLD) {
      logger.warn(
        `${mirror.title} does not know yet that deployment ${row.id} is ${row.mirrored_state}, and is told again: ${message}`,
      );
    }
    const { retryMs, retryMaxMs } = this.timing;
    const afterMs = Math.min(retryMs * 2 ** (attempts - 1), retryMaxMs);
    await postponeTelling(database, telling, { afterMs, problem: message });
  }

  /** What a repository refuses once it refuses of each deployment. */
  private warnOnce(message: string): void {
    if (!this.refusals.has(message) && this.refusals.size < REFUSALS_KEPT) {
      this.refusals.add(message);
      this.options.logger.warn(message);
    }
  }

  private get timing(): MirrorTiming {
    return this.options.timing ?? DEFAULT_MIRROR_TIMING;
  }
}
