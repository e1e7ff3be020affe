import { LoggerService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  Deployment,
  MlModelEntityV1alpha1,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  PipelineEngine,
  ServingRuntime,
} from '@noshelfware/backstage-plugin-ml-models-node';
import {
  InMemoryPipelineEngine,
  InMemoryServingRuntime,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Knex } from 'knex';
import { ManagedIngestTokens } from '../access/ManagedIngestTokens';
import { DatabaseTokenStore } from '../access/TokenStore';
import { TokenVerifier } from '../access/TokenVerifier';
import {
  ApprovalNotice,
  ApprovalNotifier,
  ApprovalOutcome,
} from '../deployments/approvals/ApprovalNotifier';
import { DeploymentNews } from '../deployments/DeploymentNews';
import { Deployments } from '../deployments/Deployments';
import { DeploymentWorker } from '../deployments/DeploymentWorker';
import { ANSWER_LIMITS } from '../deployments/drive/answerLimits';
import { DriveOptions } from '../deployments/drive/DeploymentRun';
import { FailureNotice } from '../deployments/FailureNotifier';
import { DeploymentRequest } from '../deployments/planDeployment';
import { advanceRebuilds } from '../deployments/rebuild/advanceRebuilds';
import { Rebuilds } from '../deployments/rebuild/Rebuilds';
import { RetireRequest } from '../deployments/retire/requestRetire';
import { findLiveVersion } from '../deployments/store/liveVersions';
import { TrafficRequest } from '../deployments/traffic/planTraffic';
import { revisionOf } from '../deployments/traffic/weightsOf';
import { DatabaseModelOwners } from '../owners/DatabaseModelOwners';
import { compareBuilds } from '../performance/quality/compareBuilds';
import { BaselineFreezer } from '../versions/BaselineFreezer';
import { DatabaseVersionRegistry } from '../versions/DatabaseVersionRegistry';
import { aModelEntity } from './aModelEntity';
import { aRedactor } from './aRedactor';
import { InMemoryBaselineFreezer } from './InMemoryBaselineFreezer';
import { InMemoryCanaryObserver } from './InMemoryCanaryObserver';
import { Mortality } from './Mortality';

export const TARGET = {
  modelRef: 'mlmodel:default/flight-delay',
  environment: 'production',
};

export interface HarnessOptions {
  /** Default: in memory. */
  baselines?: BaselineFreezer;
  /** Default: a mock of Jest. */
  logger?: LoggerService;
  /** Default: the machine's clock. */
  now?: () => Date;
  /** Between two looks for work that nobody was woken for. Default: 5. */
  idlePollMs?: number;
}

/** Real stores and workers around an engine and a runtime in memory. */
export class DeploymentHarness {
  readonly engine = new InMemoryPipelineEngine();
  readonly runtime = new InMemoryServingRuntime();
  readonly baselines = new InMemoryBaselineFreezer();
  readonly canaries = new InMemoryCanaryObserver();
  /** What owners were told. */
  readonly failureNotices: FailureNotice[] = [];
  readonly approvalNotices: ApprovalNotice[] = [];
  readonly approvalOutcomes: ApprovalOutcome[] = [];
  /** Told of each deployment that has moved on; does nothing by itself. */
  onNews: (deploymentId: string) => void = () => {};
  readonly news: DeploymentNews = { tell: id => this.onNews(id) };
  readonly approvalNotifier: ApprovalNotifier = {
    notifyOfApproval: async notice => {
      this.approvalNotices.push(notice);
    },
    notifyOfOutcome: async outcome => {
      this.approvalOutcomes.push(outcome);
    },
  };
  readonly verifier: TokenVerifier;
  readonly deployments: Deployments;
  readonly rebuilds: Rebuilds;
  /** Models of rebuilds under way at once. */
  rebuildsAtOnce = 2;
  readonly versions: DatabaseVersionRegistry;
  private readonly tokens: DatabaseTokenStore;
  private readonly workers: DeploymentWorker[] = [];
  private readonly now: () => Date;
  private readonly logger: LoggerService;

  constructor(
    readonly database: Knex,
    private readonly options: HarnessOptions = {},
  ) {
    const { baselines = this.baselines } = options;
    const now = options.now ?? (() => new Date());
    this.now = now;
    this.logger = options.logger ?? mockServices.logger.mock();
    this.tokens = new DatabaseTokenStore(database);
    this.verifier = new TokenVerifier({ tokens: this.tokens, now });
    this.versions = new DatabaseVersionRegistry({
      database,
      baselines,
      redactor: aRedactor(),
      now,
    });
    this.deployments = new Deployments({
      database,
      pipelineEngines: new Map([['local', this.engine]]),
      servingRuntimes: new Map([['local', this.runtime]]),
      versions: this.versions,
      approvalNotifier: this.approvalNotifier,
      logger: this.logger,
      approvalRules: [{ riskTiers: ['high'], environments: ['production'] }],
      defaults: { pipelineEngine: 'local', servingRuntime: 'local' },
      now,
      owners: new DatabaseModelOwners(database),
      news: this.news,
      onRequested: () => this.workers.forEach(worker => worker.wake()),
    });
    this.rebuilds = new Rebuilds({
      database,
      now,
      onChanged: () => this.workers.forEach(worker => worker.wake()),
    });
  }

  /** What each worker does before it looks for work. */
  advanceRebuilds(): Promise<void> {
    const { database, runtime, now, rebuildsAtOnce: concurrentMax } = this;
    return advanceRebuilds({
      database,
      servingRuntimes: new Map<string, ServingRuntime>([['local', runtime]]),
      concurrentMax,
      logger: mockServices.logger.mock(),
      news: this.news,
      now,
    });
  }

  driveOptions(changes: Partial<DriveOptions> = {}): DriveOptions {
    const { database, runtime, engine, versions, tokens, verifier, now } = this;
    return {
      database,
      pipelineEngines: new Map<string, PipelineEngine>([['local', engine]]),
      servingRuntimes: new Map<string, ServingRuntime>([['local', runtime]]),
      versions,
      tokens: new ManagedIngestTokens({ tokens, verifier, now }),
      canaries: this.canaries,
      buildJudge: compareBuilds,
      approvalNotifier: this.approvalNotifier,
      failureNotifier: {
        notifyOfFailure: async notice => {
          this.failureNotices.push(notice);
        },
      },
      news: this.news,
      auditor: mockServices.auditor.mock(),
      getTelemetryEndpoint: async () => 'http://portal/otlp',
      fetch: runtime.fetch,
      logger: this.logger,
      now,
      timing: {
        pollMs: 1,
        readyTimeoutMs: 60_000,
        smokeTimeoutMs: 1_000,
        retryMs: 1,
        answerMs: ANSWER_LIMITS,
        catalogRetryMs: 1,
        calmMs: 60_000,
      },
      ...changes,
    };
  }

  /** Starts one more backend's worker. */
  startWorker(
    drive: DriveOptions = this.driveOptions(),
    leaseMs = 30_000,
  ): DeploymentWorker {
    const worker = aWorker(`worker ${this.workers.length}`, drive, {
      leaseMs,
      idlePollMs: this.options.idlePollMs,
      advanceRebuilds: () => this.advanceRebuilds(),
    });
    this.workers.push(worker);
    worker.start();
    return worker;
  }

  /** Starts a worker that dies at its point; it is not stopped with the others. */
  startMortalWorker(mortality: Mortality, leaseMs = 30_000): DeploymentWorker {
    const drive = mortality.afflict(this.driveOptions());
    const worker = aWorker('mortal', drive, { leaseMs });
    worker.start();
    return worker;
  }

  async stopWorkers(): Promise<void> {
    await Promise.all(this.workers.map(worker => worker.stop()));
  }

  request(
    changes: Partial<DeploymentRequest> & {
      model?: MlModelEntityV1alpha1;
    } = {},
  ): Promise<Deployment> {
    return this.deployments.request({
      ...TARGET,
      model: aModelEntity(),
      trigger: 'manual',
      requestedBy: 'user:default/ada',
      ...changes,
    });
  }

  /** Edits the traffic as it is now, or as it was at a revision. */
  async editTraffic(
    shares: Record<number, number>,
    changes: Partial<TrafficRequest> = {},
  ): Promise<Deployment> {
    const { modelRef, environment } = { ...TARGET, ...changes };
    const live = await findLiveVersion(this.database, {
      modelRef,
      environment,
    });
    return this.deployments.editTraffic({
      modelRef,
      environment,
      model: aModelEntity(),
      weights: Object.entries(shares).map(([version, weight]) => ({
        version: Number(version),
        weight,
      })),
      revision: live ? revisionOf(live) : 'none',
      requestedBy: 'user:default/ada',
      ...changes,
    });
  }

  retire(
    version: number,
    changes: Partial<RetireRequest> = {},
  ): Promise<Deployment> {
    return this.deployments.retireVersion({
      ...TARGET,
      version,
      requestedBy: 'user:default/ada',
      ...changes,
    });
  }

  /** Waits until a deployment waits for its approval. */
  untilItWaits(id: string): Promise<Deployment> {
    return this.until(id, ({ status }) => status === 'awaiting-approval');
  }

  /** Says yes as somebody else than `request` asks as. */
  approve({ id, modelRef }: Deployment): Promise<Deployment> {
    return this.deployments.decideApproval({
      id,
      modelRef,
      by: 'user:default/grace',
      decision: 'approved',
    });
  }

  async approveOnceItWaits(deployment: Deployment): Promise<void> {
    await this.untilItWaits(deployment.id);
    await this.approve(deployment);
  }

  /** Waits until nothing is left to be done for a deployment. */
  async finish(id: string): Promise<Deployment> {
    await this.until(id, async () => {
      const row = await this.database('deployments').where({ id }).first();
      return row.slot === null;
    });
    // Read after the row, which may have moved on since the look before it.
    return this.deployments.get(id);
  }

  /** Waits for a condition of a deployment. */
  async until(
    id: string,
    holds: (deployment: Deployment) => boolean | Promise<boolean>,
  ): Promise<Deployment> {
    for (;;) {
      const deployment = await this.deployments.get(id);
      if (await holds(deployment)) {
        return deployment;
      }
      await new Promise(resolve => setImmediate(resolve));
    }
  }
}

function aWorker(
  owner: string,
  drive: DriveOptions,
  {
    leaseMs,
    idlePollMs = 5,
    advanceRebuilds: advance,
  }: {
    leaseMs: number;
    idlePollMs?: number;
    advanceRebuilds?: () => Promise<void>;
  },
): DeploymentWorker {
  return new DeploymentWorker({
    owner,
    drive,
    advanceRebuilds: advance,
    timing: { leaseMs, heartbeatMs: leaseMs / 6, idlePollMs },
  });
}
