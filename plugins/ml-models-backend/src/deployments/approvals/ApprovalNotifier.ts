import { ApprovalDecision } from '@noshelfware/backstage-plugin-ml-models-common';
import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';

/** What the owner of a model is told of a deployment that waits for approval. */
export interface ApprovalNotice extends ServingTarget {
  deploymentId: string;
  version: number;
  requestedBy?: string;
  /** Why it is held while it is tried; absent: it waits before anything of it is started. */
  held?: string;
  /** Whether it is held because its model asks for a person, whatever was measured. */
  isGated?: boolean;
}

/** What has become of a deployment that waited. */
export interface ApprovalOutcome extends ApprovalNotice {
  /** Absent: it was cancelled, or a newer deployment took its place. */
  decision?: ApprovalDecision;
  decidedBy?: string;
  comment?: string;
  /** Who has cancelled it or asked for the newer one, as far as it is known. */
  withdrawnBy?: string;
  /** It was cancelled because its model has left the catalog. */
  isUnregistered?: boolean;
}

/** Tells the owners of models of deployments that wait for them. */
export interface ApprovalNotifier {
  /** The same notice twice tells once. */
  notifyOfApproval(notice: ApprovalNotice): Promise<void>;
  /** Whoever asked for the deployment is told as well, whoever has acted is not. */
  notifyOfOutcome(outcome: ApprovalOutcome): Promise<void>;
}
