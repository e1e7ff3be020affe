import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import {
  MlModelEntityV1alpha1,
  titleOf,
} from '@noshelfware/backstage-plugin-ml-models-common';
import type {
  ApprovalNotice,
  ApprovalOutcome,
} from '../deployments/approvals/ApprovalNotifier';
import { deploymentLink } from './deploymentLink';

type Payload = NotificationSendOptions['payload'];
/** @returns what people call somebody, by entity ref */
type NameOf = (ref: string) => string;

/** @returns the notification of a deployment that waits for an approval */
export function approvalPayload(
  notice: ApprovalNotice,
  model: MlModelEntityV1alpha1,
  nameOf: NameOf,
): Payload {
  const { environment, version, requestedBy } = notice;
  return {
    ...sharedPayload(notice),
    // Backstage shows the first 50 characters of a title as it comes in.
    title: `Approve v${version} of ${titleOf(model)} for ${environment}?`,
    description: `${
      requestedBy ? nameOf(requestedBy) : 'Somebody unknown'
    } asked for it. Nothing changes in ${environment} before somebody else approves it.`,
    severity: 'high',
  };
}

/** @returns the notification of what has become of it */
export function outcomePayload(
  outcome: ApprovalOutcome,
  model: MlModelEntityV1alpha1,
  nameOf: NameOf,
): Payload {
  const { decision, decidedBy, environment, version } = outcome;
  const what = `v${version} of ${titleOf(model)}`;
  if (!decision) {
    return {
      ...sharedPayload(outcome),
      title: `Not waiting any more: ${what} for ${environment}`,
      description:
        'It was cancelled, or a newer deployment took its place. Nothing is left to be approved.',
      severity: 'low',
    };
  }
  const by = decidedBy ? ` by ${nameOf(decidedBy)}` : '';
  const comment = outcome.comment ? `: ${outcome.comment}` : '.';
  return {
    ...sharedPayload(outcome),
    title: `${
      decision === 'approved' ? 'Approved' : 'Rejected'
    }: ${what} for ${environment}`,
    description: `${
      decision === 'approved'
        ? `Approved${by}, it goes on`
        : `Rejected${by}, it is not started`
    }${comment}`,
    severity: decision === 'approved' ? 'normal' : 'low',
  };
}

function sharedPayload(notice: ApprovalNotice) {
  return {
    link: deploymentLink(notice),
    topic: 'model-approval',
    // Told twice, it is there once; a question that is answered is no longer asked.
    scope: `ml-models:approval:${notice.deploymentId}`,
  };
}
