import {
  DeploymentStatus,
  DeploymentTrigger,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** What delivery measures need to know of a deployment. */
export interface DeliveredDeployment {
  id: string;
  modelRef: string;
  environment: string;
  version?: number;
  trigger: DeploymentTrigger;
  status: DeploymentStatus;
  createdAt: Date;
  /** When it took traffic; absent if it never did. */
  liveAt?: Date;
  /** When it left nothing live; absent if it was no stop, or did not succeed. */
  stoppedAt?: Date;
  /** When the commit behind the version was made; absent if unknown. */
  committedAt?: Date;
}

export interface DeploymentHistory {
  /** @returns deployments made since, of all models, oldest first */
  list(since: Date): Promise<DeliveredDeployment[]>;
}
