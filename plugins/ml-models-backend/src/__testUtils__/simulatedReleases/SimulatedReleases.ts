import { LoggerService } from '@backstage/backend-plugin-api';
import {
  DEFAULT_VERDICT_THRESHOLDS,
  Deployment,
  isFinalDeploymentStatus,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { aModelReport } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CanaryObservation,
  CanaryObserver,
  ObservedCanary,
} from '../../deployments/canary/CanaryObserver';
import { DeploymentRequest } from '../../deployments/planDeployment';
import { findLiveVersion } from '../../deployments/store/liveVersions';
import { ModelKeys } from '../../inference/ModelKeys';
import { DatabaseInferenceLogStore } from '../../inference/store/DatabaseInferenceLogStore';
import { DatabaseBaselineFreezer } from '../../performance/baseline/DatabaseBaselineFreezer';
import { DatabaseInferenceProfiler } from '../../performance/profile/DatabaseInferenceProfiler';
import { DatabaseCanaryObserver } from '../../performance/read/DatabaseCanaryObserver';
import { aModelEntity } from '../aModelEntity';
import { DeploymentHarness, TARGET } from '../DeploymentHarness';
import { Misbehaviour, RELEASE_KINDS, ReleaseKind } from './releaseKinds';
import { SimulatedTraffic } from './SimulatedTraffic';

/** A tenth of the time that a canary bakes: it is looked at once in each. */
const TICK_MS = 6_000;
/**
 * Forty requests a second, of which a canary answers a quarter: as much is known of
 * it as of a tenth of a hundred, and less than half as many records are written.
 */
const REQUESTS = { live: 180, candidate: 60 };
const WEIGHT = 25;
/** So that no two releases share a window of five minutes. */
const BETWEEN_MS = 10 * 60_000;
const REFERENCE_ROWS = 1_000;
/** The worker is woken for what it is asked for: to look for more costs time alone. */
const IDLE_POLL_MS = 1_000;
/** Between two looks whether a release has ended, which takes some hundred. */
const END_POLL_MS = 10;

const SILENT: LoggerService = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => SILENT,
};

/** Says nothing of guardrails: they are those that every model has. */
const MODEL = aModelEntity({
  spec: {
    release: { production: { strategy: 'canary', weights: [WEIGHT] } },
  },
});

/**
 * Releases versions by the worker, the stores and the judge as they are, to callers
 * who are made up. Only time is not waited for: between two looks it jumps, and what
 * was asked meanwhile is stored before the next one as records and outcomes are.
 */
export class SimulatedReleases implements CanaryObserver {
  private readonly harness: DeploymentHarness;
  private readonly log: DatabaseInferenceLogStore;
  private readonly profiler: DatabaseInferenceProfiler;
  private readonly observer: DatabaseCanaryObserver;
  private readonly traffic: SimulatedTraffic;
  private nowMs = Date.UTC(2026, 5, 1);
  private behaviour: Misbehaviour = {};

  /** @param database - migrated, and of nobody else */
  constructor(private readonly database: Knex, seed: number) {
    const now = () => new Date(this.nowMs);
    const nowMs = () => this.nowMs;
    const baselines = new DatabaseBaselineFreezer();
    this.traffic = new SimulatedTraffic(seed);
    this.harness = new DeploymentHarness(database, {
      baselines,
      logger: SILENT,
      now,
      idlePollMs: IDLE_POLL_MS,
    });
    this.harness.engine.output = {
      report: aModelReport({
        signature: { inputs: [], outputs: [] },
        target: {
          name: 'above',
          output: 'above',
          type: 'boolean',
          score: 'score',
        },
      }),
      referenceRows: this.traffic.referenceRows(REFERENCE_ROWS),
    };
    this.log = new DatabaseInferenceLogStore({
      knex: database,
      modelKeys: new ModelKeys(),
      logger: SILENT,
    });
    this.profiler = new DatabaseInferenceProfiler({
      knex: database,
      writers: ['simulated'],
      nowMs,
    });
    this.observer = new DatabaseCanaryObserver({
      knex: database,
      nowMs,
      thresholds: { findThresholds: async () => DEFAULT_VERDICT_THRESHOLDS },
      redaction: { findRules: async () => [] },
      records: this.log,
    });
    this.harness.startWorker(this.harness.driveOptions({ canaries: this }));
  }

  /** Puts a version there that others are compared with. */
  async begin(): Promise<void> {
    const { status, failure } = await this.deploy();
    if (status !== 'live') {
      throw new Error(`The first version is ${status}: ${failure?.message}`);
    }
  }

  /**
   * Builds a version of a kind and releases it. One that should have been put back,
   * and was not, is so after that: the next one is compared with a good one again.
   *
   * @returns how the release ended
   */
  async release(kind: ReleaseKind): Promise<Deployment> {
    const live = await findLiveVersion(this.database, TARGET);
    this.behaviour = RELEASE_KINDS[kind];
    this.nowMs += BETWEEN_MS;
    const deployment = await this.deploy();
    if (kind !== 'healthy' && deployment.status === 'live') {
      await this.deploy({ version: live?.version, trigger: 'rollback' });
    }
    return deployment;
  }

  async stop(): Promise<void> {
    await this.harness.stopWorkers();
  }

  async noteCounted(canary: ObservedCanary): Promise<string> {
    const counted = await this.observer.noteCounted(canary);
    this.nowMs += TICK_MS;
    return counted;
  }

  async observe(
    canary: ObservedCanary,
    counted: string,
  ): Promise<CanaryObservation> {
    await this.askBoth(canary);
    const observation = await this.observer.observe(canary, counted);
    this.nowMs += TICK_MS;
    return observation;
  }

  /** Stores what both have answered since the last look. */
  private async askBoth(canary: ObservedCanary): Promise<void> {
    const { modelRef, environment, candidate, live } = canary;
    const { hasOutcomes } = this.behaviour;
    const between = {
      modelRef,
      environment,
      fromMs: this.nowMs - TICK_MS,
      untilMs: this.nowMs,
    };
    const sides = [
      this.traffic.write({
        ...between,
        version: live,
        traffic: 'primary',
        behaviour: { hasOutcomes },
        requests: REQUESTS.live,
      }),
      this.traffic.write({
        ...between,
        version: candidate,
        traffic: 'canary',
        behaviour: this.behaviour,
        requests: REQUESTS.candidate,
      }),
    ];
    await this.log.write(
      {
        inferences: sides.flatMap(({ inferences }) => inferences),
        feedback: sides.flatMap(({ feedback }) => feedback),
      },
      this.profiler,
    );
  }

  private async deploy(
    changes: Partial<DeploymentRequest> = {},
  ): Promise<Deployment> {
    const { deployments } = this.harness;
    const { id } = await this.harness.request({ model: MODEL, ...changes });
    let deployment = await deployments.get(id);
    while (!isFinalDeploymentStatus(deployment.status)) {
      await sleep(END_POLL_MS);
      deployment = await deployments.get(id);
    }
    return deployment;
  }
}
