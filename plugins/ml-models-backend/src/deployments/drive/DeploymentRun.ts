import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import {
  PipelineEngine,
  ServingRuntime,
  ServingTarget,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApprovalNotifier } from '../approvals/ApprovalNotifier';
import { CanaryObserver } from '../canary/CanaryObserver';
import { DeploymentNews } from '../DeploymentNews';
import { DeploymentRow, targetOf } from '../DeploymentRow';
import { FailureNotifier } from '../FailureNotifier';
import { BuildJudge } from '../retrain/BuildJudge';
import { ServiceTokens } from '../ServiceTokens';
import { DeploymentLease } from '../store/DeploymentLease';
import { getDeploymentRow } from '../store/findDeployments';
import { appendStepLog, beginStep, endStep } from '../store/steps';
import { VersionRegistry } from '../VersionRegistry';
import { ANSWER_LIMITS, AnswerLimits } from './answerLimits';
import { AdapterAsker } from './askAdapter';
import { ClaimEnds, endedByError, GOT_ON } from '../claimEnds';
import { DeploymentCancelledError } from './DeploymentError';

/** What driving a deployment needs of the world. */
export interface DriveOptions {
  database: Knex;
  pipelineEngines: Map<string, PipelineEngine>;
  servingRuntimes: Map<string, ServingRuntime>;
  versions: VersionRegistry;
  tokens: ServiceTokens;
  canaries: CanaryObserver;
  buildJudge: BuildJudge;
  approvalNotifier: ApprovalNotifier;
  failureNotifier: FailureNotifier;
  news: DeploymentNews;
  auditor: AuditorService;
  /** Base URL of OTLP/HTTP, as services reach it. */
  getTelemetryEndpoint(): Promise<string>;
  fetch: typeof fetch;
  logger: LoggerService;
  now: () => Date;
  timing: DriveTiming;
}

export interface DriveTiming {
  /** Between two looks at a run or a service. */
  pollMs: number;
  /** From start to the first good health check. */
  readyTimeoutMs: number;
  /** For one smoke-test request. */
  smokeTimeoutMs: number;
  /** Before an engine or runtime that failed is asked again; doubles each time. */
  retryMs: number;
  /** For one answer of an engine or a runtime, before it counts as silent. */
  answerMs: AnswerLimits;
  /** Before what the catalog has not answered is asked again. */
  catalogRetryMs: number;
  /** An error after it was driven for so long is in no row with those before. */
  calmMs: number;
}

export const DEFAULT_DRIVE_TIMING: DriveTiming = {
  // A stage ends up to this much before we see it; four a second cost little.
  pollMs: 250,
  readyTimeoutMs: 120_000,
  smokeTimeoutMs: 30_000,
  retryMs: 200,
  answerMs: ANSWER_LIMITS,
  // Seen soon after it is back, and some sixty lines of the log until it is given up.
  catalogRetryMs: 10_000,
  // What fails by its nature does so soon: it goes on where it failed before.
  calmMs: 5 * 60_000,
};

/** One deployment, and the right to drive it. */
export class DeploymentRun {
  private readonly claimedAtMs = performance.now();

  constructor(
    readonly options: DriveOptions,
    readonly lease: DeploymentLease,
    /** As last read or written. */
    public row: DeploymentRow,
    /** Aborted when this process stops or has lost the lease. */
    readonly signal: AbortSignal,
  ) {}

  get name(): string {
    return `Deployment ${this.row.id}`;
  }

  get target(): ServingTarget {
    return targetOf(this.row);
  }

  /**
   * For what must come to its end whoever cancels. Race prevented: a split that is
   * still on its way would come after the one that puts it back.
   */
  get undeterred(): AdapterAsker {
    const { name, options, signal } = this;
    return { name, options, signal };
  }

  /** For what is tidied up in the end: nobody is to wait for it long. */
  get leaving(): AdapterAsker {
    return { ...this.undeterred, isLeaving: true };
  }

  /** Writes to the deployment, and with it whatever `also` writes. */
  async write(
    changes: Partial<DeploymentRow>,
    also?: (trx: Knex.Transaction) => Promise<void>,
  ): Promise<void> {
    await this.lease.write(changes, also);
    this.row = { ...this.row, ...changes };
    // A line of a log alone is nothing that others wait for.
    if (Object.keys(changes).length > 0) this.options.news.tell(this.row.id);
  }

  /**
   * As `write`; where a step has moved, no claim before this one counts any more.
   *
   * @param move - returns whether a step has moved as it never had
   */
  async advance(
    changes: Partial<DeploymentRow>,
    move: (trx: Knex.Transaction) => Promise<boolean>,
  ): Promise<void> {
    let moved = false;
    await this.write(changes, async trx => {
      moved = await move(trx);
      if (moved) {
        await trx<DeploymentRow>('deployments')
          .where({ id: this.row.id })
          .update(GOT_ON);
      }
    });
    if (moved) {
      this.row = { ...this.row, ...GOT_ON };
      this.options.news.tell(this.row.id);
    }
  }

  /** As `write`, and lets go of the deployment: it is not this worker's any more. */
  async letGo(
    changes: Partial<DeploymentRow>,
    also: (trx: Knex.Transaction) => Promise<void>,
  ): Promise<void> {
    await this.lease.letGo(changes, also);
    this.row = { ...this.row, ...changes };
    this.options.news.tell(this.row.id);
  }

  /** @returns what this claim leaves if it ends by an error now */
  endedByError(): ClaimEnds {
    const drivenMs = performance.now() - this.claimedAtMs;
    return endedByError(this.row, drivenMs >= this.options.timing.calmMs);
  }

  /** Waits a poll interval. */
  async pause(): Promise<void> {
    await sleep(this.options.timing.pollMs, undefined, { signal: this.signal });
  }

  /**
   * @returns the deployment as it is now
   * @throws DeploymentCancelledError when somebody has asked to stop
   */
  async assertNotCancelled(): Promise<DeploymentRow> {
    this.signal.throwIfAborted();
    const row = await getDeploymentRow(this.options.database, this.row.id);
    if (row.cancel_requested_at !== null) {
      throw new DeploymentCancelledError(row.cancel_reason ?? 'Cancelled');
    }
    return row;
  }

  /**
   * Does a step of the release. After a crash it is done again: its effects are
   * looked up before they are repeated, or change nothing when they are.
   */
  async step(
    name: string,
    changes: Partial<DeploymentRow>,
    act: () => Promise<string>,
  ): Promise<void> {
    await this.assertNotCancelled();
    const { now } = this.options;
    const step = { deploymentId: this.row.id, name };
    await this.advance({ ...changes, current_step: name }, trx =>
      beginStep(trx, step, now()),
    );
    const message = await act();
    await this.advance({}, trx =>
      endStep(trx, step, { status: 'succeeded', message, now: now() }),
    );
  }

  /** Adds a line to the log of the step that runs. */
  async log(line: string): Promise<void> {
    const name = this.row.current_step;
    if (name) {
      const at = this.options.now().toISOString();
      await this.write({}, trx =>
        appendStepLog(
          trx,
          { deploymentId: this.row.id, name },
          `${at} ${line}`,
        ),
      );
    }
  }
}
