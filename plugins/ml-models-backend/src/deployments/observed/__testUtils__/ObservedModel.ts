import { mockServices } from '@backstage/backend-test-utils';
import { MlModelEntityV1alpha1 } from '@noshelfware/backstage-plugin-ml-models-common';
import { Inference } from '@noshelfware/backstage-plugin-ml-models-node';
import { anInference } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Knex } from 'knex';
import { aModelEntity } from '../../../__testUtils__/aModelEntity';
import {
  DeploymentHarness,
  TARGET,
} from '../../../__testUtils__/DeploymentHarness';
import { ModelKeys } from '../../../inference/ModelKeys';
import { DatabaseInferenceLogStore } from '../../../inference/store/DatabaseInferenceLogStore';
import { DatabaseInferenceProfiler } from '../../../performance/profile/DatabaseInferenceProfiler';
import { DatabaseAnsweredTraffic } from '../../../performance/telemetry/DatabaseAnsweredTraffic';
import { DatabaseVersionResolver } from '../../../versions/DatabaseVersionResolver';
import {
  observeDeployments,
  ObserveDeploymentsOptions,
} from '../observeDeployments';

/** When the tests begin; a window of five minutes begins there too. */
export const START_MS = Date.UTC(2026, 5, 1, 12);

export const MINUTE_MS = 60_000;

/** A model that its own pipeline deploys, whose records are stored and summed up. */
export class ObservedModel {
  nowMs = START_MS;
  /** What the catalog has. */
  models: MlModelEntityV1alpha1[] = [externalModel()];
  readonly harness: DeploymentHarness;
  readonly logger = mockServices.logger.mock();
  private readonly log: DatabaseInferenceLogStore;
  private readonly profiler: DatabaseInferenceProfiler;
  private readonly resolver: DatabaseVersionResolver;
  private serial = 0;

  constructor(readonly database: Knex) {
    this.harness = new DeploymentHarness(database, {
      now: () => new Date(this.nowMs),
    });
    this.log = new DatabaseInferenceLogStore({
      knex: database,
      modelKeys: new ModelKeys(),
      logger: this.logger,
    });
    this.profiler = new DatabaseInferenceProfiler({
      knex: database,
      writers: ['boot'],
      nowMs: () => this.nowMs,
    });
    this.resolver = new DatabaseVersionResolver({
      database,
      now: () => new Date(this.nowMs),
    });
  }

  /**
   * Stores what a version has answered: a request each second from now on.
   *
   * @param label - as the service names its version
   */
  async answer(
    label: string,
    requests: number,
    changes: Partial<Inference> = {},
  ): Promise<void> {
    const version = await this.resolver.resolve(TARGET.modelRef, label);
    await this.log.write(
      {
        inferences: Array.from({ length: requests }, (_, at) => {
          this.serial += 1;
          return anInference({
            ...TARGET,
            version,
            serial: this.serial,
            timeMs: this.nowMs + at * 1000,
            ...changes,
          });
        }),
        feedback: [],
      },
      this.profiler,
    );
  }

  /** Another replica's, or the next look of the same. */
  look(changes: Partial<ObserveDeploymentsOptions> = {}): Promise<void> {
    const { database, harness, logger, models, nowMs } = this;
    return observeDeployments({
      catalog: { listServedBy: async () => models },
      database,
      defaultServingRuntime: 'local',
      logger,
      looked: new Map(),
      nowMs,
      traffic: new DatabaseAnsweredTraffic(database),
      versions: harness.versions,
      ...changes,
    });
  }

  pass(minutes: number): void {
    this.nowMs += minutes * MINUTE_MS;
  }

  /** @returns what happened to the model, the oldest first */
  async history() {
    const { items } = await this.harness.deployments.list(TARGET.modelRef, {
      limit: 50,
    });
    return items.reverse();
  }
}

export function externalModel(
  spec: Partial<MlModelEntityV1alpha1['spec']> = {},
): MlModelEntityV1alpha1 {
  return aModelEntity({
    spec: { serving: { runtime: 'external' }, ...spec },
  });
}
