import { ConflictError } from '@backstage/errors';
import {
  Deployment,
  DeploymentPage,
  DeploymentQuery,
  DeploymentStatus,
  isFinalDeploymentStatus,
  LogChunk,
  MlModelEntityV1alpha1,
  VersionWeight,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';
import { z } from 'zod';
import { commitOf } from '../commitOf';
import { decodePageCursor, encodePageCursor } from '../pageCursor';
import { ApprovalToDecide, decideApproval } from './approvals/decideApproval';
import { tellOfOutcome } from './approvals/tellOfOutcome';
import { DeploymentNews } from './DeploymentNews';
import { DeploymentRow } from './DeploymentRow';
import { findLeadTimes } from './findLeadTimes';
import { decideHold } from './hold/decideHold';
import { findStageToResume } from './findStageToResume';
import { findMirrors } from './mirrors/store/findMirrors';
import { OwnerNoter } from './OwnerNoter';
import { DeploymentRequest } from './planDeployment';
import { readStepLog } from './readStepLog';
import {
  requestDeployment,
  RequestDeploymentOptions,
  requestStop,
  StopRequest,
} from './requestDeployment';
import { tryCancelDeployment } from './store/cancelDeployment';
import { findComparison } from './store/canaryComparisons';
import {
  getDeploymentRow,
  listDeploymentRows,
  listSteps,
} from './store/findDeployments';
import { findLiveVersion } from './store/liveVersions';
import { summarise } from './summarise';
import { toDeployment } from './toDeployment';
import { TrafficRequest } from './traffic/planTraffic';
import { requestRetire, RetireRequest } from './retire/requestRetire';
import { findBuildComparison } from './retrain/buildComparisons';
import { retrainRulesOf } from './retrain/RetrainColumns';
import { requestTraffic } from './traffic/requestTraffic';
import { weightsOf } from './traffic/weightsOf';

const RETRIABLE: readonly DeploymentStatus[] = [
  'failed',
  'cancelled',
  'rejected',
];

export interface DeploymentsOptions extends RequestDeploymentOptions {
  owners: OwnerNoter;
  news: DeploymentNews;
  /** Something was asked for: look at once. */
  onRequested(): void;
}

const idSchema = z.uuid();

/** Deployments, as those who ask for them see them. */
export class Deployments {
  constructor(private readonly options: DeploymentsOptions) {}

  /** @throws InputError, NotFoundError when it could never succeed */
  async request(request: DeploymentRequest): Promise<Deployment> {
    // Before: the owner at the moment of a deployment is always known.
    await this.options.owners.note(request.model);
    const row = await requestDeployment(request, this.options);
    this.options.onRequested();
    this.options.news.tell(row.id);
    return this.get(row.id);
  }

  /** @throws InputError, ConflictError when the traffic cannot be set so */
  async editTraffic(request: TrafficRequest): Promise<Deployment> {
    await this.options.owners.note(request.model);
    const row = await requestTraffic(request, this.options);
    this.options.onRequested();
    this.options.news.tell(row.id);
    return this.get(row.id);
  }

  /** @throws NotFoundError, ConflictError when the version cannot be retired */
  async retireVersion(request: RetireRequest): Promise<Deployment> {
    const row = await requestRetire(request, this.options);
    this.options.onRequested();
    this.options.news.tell(row.id);
    return this.get(row.id);
  }

  /** @returns who answers which share, as it was set; undefined: nobody */
  async findTraffic(
    target: ServingTarget,
  ): Promise<VersionWeight[] | undefined> {
    const live = await findLiveVersion(this.options.database, target);
    return live && weightsOf(live);
  }

  /** @throws ConflictError when nothing serves there */
  async requestStop(request: StopRequest): Promise<Deployment> {
    const row = await requestStop(request, this.options);
    this.options.onRequested();
    this.options.news.tell(row.id);
    return this.get(row.id);
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<Deployment> {
    const { database, now, pipelineEngines } = this.options;
    const row = await getDeploymentRow(database, id);
    const steps = await listSteps(database, [id]);
    const kept = {
      steps,
      comparison: await findComparison(database, id),
      resumesFrom: RETRIABLE.includes(row.status)
        ? findStageToResume(row, steps, pipelineEngines)
        : undefined,
      buildComparison: await findBuildComparison(database, id),
      mirrors: await findMirrors(database, id),
    };
    const leadTimes = await findLeadTimes(database, [row]);
    return {
      ...toDeployment(row, kept, now()),
      leadTimeSeconds: leadTimes.get(id),
    };
  }

  /**
   * A page, newest first.
   *
   * @throws InputError for a cursor that no page has given
   */
  async list(
    modelRef: string,
    { cursor, limit, ...filter }: DeploymentQuery,
  ): Promise<DeploymentPage> {
    const { database, now } = this.options;
    const rows = await listDeploymentRows(database, {
      ...filter,
      modelRef,
      before: cursor ? decodePageCursor(cursor, idSchema) : undefined,
      limit: limit + 1,
    });
    const page = rows.slice(0, limit);
    return {
      items: await summarise(database, page, now()),
      nextCursor:
        rows.length > limit
          ? encodePageCursor(page[page.length - 1].id)
          : undefined,
    };
  }

  /** @throws ConflictError when it has ended, or its approval is decided meanwhile */
  async cancel(id: string, by: string): Promise<Deployment> {
    const { database, now } = this.options;
    const row = await getDeploymentRow(database, id);
    if (isFinalDeploymentStatus(row.status)) {
      throw new ConflictError(
        `Deployment ${id} is ${
          row.status
        } already, so there is nothing to cancel${
          row.status === 'live' && row.trigger !== 'observed'
            ? '; roll back instead'
            : ''
        }`,
      );
    }
    const reason = `Cancelled by ${by}`;
    if (
      !(await tryCancelDeployment(database, { seen: row, reason, now: now() }))
    ) {
      const { approval } = await getDeploymentRow(database, id);
      throw new ConflictError(
        `Deployment ${id} was ${approval} just now: look at it before you cancel it`,
      );
    }
    this.options.onRequested();
    this.options.news.tell(id);
    if (row.status === 'awaiting-approval') {
      await this.tellOfOutcome(id, by);
    }
    return this.get(id);
  }

  /** @throws NotFoundError, NotAllowedError, ConflictError */
  async decideApproval(asked: ApprovalToDecide): Promise<Deployment> {
    if (await decideApproval(asked, this.options)) {
      this.options.onRequested();
      this.options.news.tell(asked.id);
      await this.tellOfOutcome(asked.id);
    }
    return this.get(asked.id);
  }

  /** @throws NotFoundError, NotAllowedError, ConflictError */
  async decideHold(asked: ApprovalToDecide): Promise<Deployment> {
    if (await decideHold(asked, this.options)) {
      this.options.news.tell(asked.id);
      await this.tellOfOutcome(asked.id);
    }
    return this.get(asked.id);
  }

  /**
   * Goes on with what a deployment did not get through: what it has built is not
   * built again. Asked for again, it is the same retry.
   *
   * @throws ConflictError unless it failed, was cancelled or was rejected
   */
  async retry(
    id: string,
    retry: { model: MlModelEntityV1alpha1; requestedBy: string },
  ): Promise<Deployment> {
    const row = await getDeploymentRow(this.options.database, id);
    assertRetriable(row);
    const again = {
      ...retry,
      modelRef: row.model_ref,
      environment: row.environment,
      idempotencyKey: `retry:${id}`,
      retryOf: id,
    };
    if (row.trigger === 'stop' || row.trigger === 'rebuild') {
      return this.request({ ...again, trigger: row.trigger });
    }
    return this.request({
      ...again,
      version: row.version ?? undefined,
      commit:
        row.version === null
          ? row.requested_commit ?? commitOf(row)?.sha
          : undefined,
      // What was refused is not let through by asking again.
      retrain: retrainRulesOf(row),
      trigger: 'retry',
    });
  }

  /** @param from - byte offset */
  async readStepLog(id: string, step: string, from: number): Promise<LogChunk> {
    return readStepLog({ id, step, from }, this.options);
  }

  private async tellOfOutcome(id: string, withdrawnBy?: string): Promise<void> {
    const row = await getDeploymentRow(this.options.database, id);
    await tellOfOutcome(row, { ...this.options, withdrawnBy });
  }
}

function assertRetriable(row: DeploymentRow): void {
  if (row.trigger === 'traffic') {
    throw new ConflictError(
      'An edit of the traffic is not retried: look at the traffic as it is now, and edit it again',
    );
  }
  if (row.trigger === 'retire') {
    throw new ConflictError(
      'A retirement is not retried: retire the version again, if it still runs',
    );
  }
  if (!RETRIABLE.includes(row.status)) {
    throw new ConflictError(
      `Deployment ${row.id} is ${row.status}; only one that failed, was cancelled or was rejected can be retried`,
    );
  }
}
