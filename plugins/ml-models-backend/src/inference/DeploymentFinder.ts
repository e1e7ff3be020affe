import {
  InferenceDetail,
  TrafficKind,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** A version in an environment at an instant. */
export interface ServedVersion {
  modelRef: string;
  environment: string;
  version: number;
  traffic: TrafficKind;
  at: Date;
}

/** Answers which deployment stands behind a prediction. */
export interface DeploymentFinder {
  /**
   * @returns the newest deployment that had put the version there by then, or was
   *   trying it; undefined if it was not ours
   */
  findServing(
    served: ServedVersion,
  ): Promise<InferenceDetail['deployment'] | undefined>;
}
