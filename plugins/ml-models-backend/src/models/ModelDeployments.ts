import {
  DeploymentSummary,
  EnvironmentStatus,
  MlModelEntityV1alpha1,
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

/** Deployments, as far as the pages about models need them. */
export interface ModelDeployments {
  /** @returns by model ref; a model that was never deployed is absent. A bounded number of queries. */
  summarise(
    modelRefs: string[],
    now: Date,
  ): Promise<Map<string, DeployedModel>>;
  /** @returns the environments of the model in their order */
  describe(
    model: MlModelEntityV1alpha1,
    now: Date,
  ): Promise<EnvironmentServing[]>;
}
