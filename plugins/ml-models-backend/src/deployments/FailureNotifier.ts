import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';
import { DeploymentFailureRecord } from './DeploymentRow';

/** What the owner of a model is told of a deployment that failed. */
export interface FailureNotice extends ServingTarget, DeploymentFailureRecord {
  deploymentId: string;
  /** What was to be deployed, where no version was tried. */
  what: 'push' | 'retrain';
  /** The version, if it was tried on requests, or on copies of them. */
  putBack?: number;
}

/** Tells the owners of models of deployments that failed. */
export interface FailureNotifier {
  /** The same notice twice tells once. */
  notifyOfFailure(notice: FailureNotice): Promise<void>;
}
