import { DeploymentSummary } from '@noshelfware/backstage-plugin-ml-models-common';
import { STATUS_LOOKS } from './statusLooks';

type Decided = Pick<DeploymentSummary, 'approval'>;

/** @returns whether a deployment ended since somebody did not approve it */
export function isRejected({ approval }: Decided): boolean {
  return approval?.decision === 'rejected';
}

export const NOT_APPROVED = 'Not approved';

/** @returns how far a deployment is, or how it ended */
export function deploymentWord(
  deployment: Decided & Pick<DeploymentSummary, 'status'>,
): string {
  return isRejected(deployment)
    ? NOT_APPROVED
    : STATUS_LOOKS[deployment.status].word;
}
