import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';

/** What the owner of a model is told of a deployment that waits for approval. */
export interface ApprovalNotice extends ServingTarget {
  deploymentId: string;
  version: number;
  requestedBy?: string;
}

/** Tells the owners of models of deployments that wait for them. */
export interface ApprovalNotifier {
  /** The same notice twice tells once. */
  notifyOfApproval(notice: ApprovalNotice): Promise<void>;
}
