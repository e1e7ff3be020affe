import {
  DeploymentSummary,
  isTrialStep,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { STATUS_LOOKS } from './statusLooks';

/**
 * @returns the word of a deployment's status; of one that a person sent back out of its
 *   trial another than of one that nobody let begin
 */
export function deploymentWord({
  status,
  currentStep,
  trigger,
}: Pick<DeploymentSummary, 'status' | 'currentStep'> &
  Partial<Pick<DeploymentSummary, 'trigger'>>): string {
  if (status === 'traffic-edited' && trigger === 'observed') {
    return 'Shares changed';
  }
  return status === 'rejected' && isTrialStep(currentStep)
    ? 'Put back'
    : STATUS_LOOKS[status].word;
}
