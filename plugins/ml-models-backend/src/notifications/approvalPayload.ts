import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { MlModelEntityV1alpha1 } from '@noshelfware/backstage-plugin-ml-models-common';
import type { ApprovalNotice } from '../deployments/approvals/ApprovalNotifier';
import { titleOf } from '../models/ownerOf';
import { deploymentLink } from './deploymentLink';

/** @returns the notification of a deployment that waits for an approval */
export function approvalPayload(
  notice: ApprovalNotice,
  model: MlModelEntityV1alpha1,
): NotificationSendOptions['payload'] {
  const { deploymentId, environment, version, requestedBy } = notice;
  return {
    title: `Version ${version} of ${titleOf(
      model,
    )} waits for approval to go to ${environment}`,
    description: `Requested by ${
      requestedBy ?? 'somebody unknown'
    }. Nothing changes in ${environment} before somebody else approves it.`,
    link: deploymentLink(notice),
    severity: 'high',
    topic: 'model-approval',
    // Told again after a crash, it replaces itself; the next one has its own date.
    scope: `ml-models:approval:${deploymentId}`,
  };
}
