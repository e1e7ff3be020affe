import {
  DeploymentSummary,
  EnvironmentStatus,
  MlModelEntityV1alpha1,
  ModelServing,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** What the deployments of a model have come to. */
export interface DeployedModel {
  /** Version by environment. */
  live: Map<string, number>;
  /** Queued or under way, by environment. */
  active: Map<string, DeploymentSummary>;
  /** The newest that has ended, a stop too. */
  last?: DeploymentSummary;
}

/** One environment, without what inference records tell of it. */
export type EnvironmentServing = Omit<
  EnvironmentStatus,
  | 'requestsLastHour'
  | 'errorsLastHour'
  | 'invalidRequestsLastHour'
  | 'failuresUntoldLastHour'
  | 'verdict'
>;

/** What runs a model, and where it is. */
export interface DescribedServing {
  serving: ModelServing;
  /**
   * Those of the model in its order; then others that its own pipeline was seen to
   * deploy it to.
   */
  environments: EnvironmentServing[];
}

/** Deployments, as far as the pages about models need them. */
export interface ModelDeployments {
  /** @returns by model ref; a model that was never deployed is absent. A bounded number of queries. */
  summarise(
    modelRefs: string[],
    now: Date,
  ): Promise<Map<string, DeployedModel>>;
  describe(model: MlModelEntityV1alpha1, now: Date): Promise<DescribedServing>;
}
