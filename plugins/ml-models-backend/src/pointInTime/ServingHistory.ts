import {
  PastDeployment,
  PastServedVersion,
} from '@noshelfware/backstage-plugin-ml-models-common';
import type { ServedVersion } from '../inference/DeploymentFinder';

export type PastShare = Pick<
  PastServedVersion,
  'version' | 'weight' | 'role' | 'deployment'
>;

/** An environment at a moment of the past. */
export interface PastEnvironment {
  name: string;
  /** What had made it so; absent before the first deployment. */
  lastChange?: PastDeployment;
  /** The largest first; empty where nothing served. */
  shares: PastShare[];
}

/** What served, as far as it was deployed from here. */
export interface ServingHistory {
  /** @returns the environments that the model was ever deployed to, by name */
  listAt(modelRef: string, at: Date): Promise<PastEnvironment[]>;
  /** @returns the deployment behind a prediction; undefined if it was not ours */
  findDeployment(served: ServedVersion): Promise<PastDeployment | undefined>;
}
