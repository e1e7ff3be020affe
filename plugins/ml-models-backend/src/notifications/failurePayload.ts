import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import {
  MlModelEntityV1alpha1,
  titleOf,
} from '@noshelfware/backstage-plugin-ml-models-common';
import type { FailureNotice } from '../deployments/FailureNotifier';
import { deploymentLink } from './deploymentLink';

/** @returns the notification of a push or a retrain that was not deployed, or of a version that was put back */
export function failurePayload(
  notice: FailureNotice,
  model: MlModelEntityV1alpha1,
): NotificationSendOptions['payload'] {
  const { deploymentId, environment, step, firstErrorLine, putBack } = notice;
  const what = notice.what === 'push' ? 'push to' : 'retrain of';
  return {
    // Backstage shows the first 50 characters of a title as it comes in.
    title:
      putBack === undefined
        ? `Step ${step} failed for a ${what} ${titleOf(model)}`
        : `Version ${putBack} of ${titleOf(model)} was put back`,
    description: [
      putBack === undefined && `It did not reach ${environment}`,
      notice.message,
      firstErrorLine && `First error: ${firstErrorLine}`,
      notice.stillServing,
    ]
      .filter((sentence): sentence is string => Boolean(sentence))
      .map(sentence => sentence.replace(/[.:]?$/, '.'))
      .join(' '),
    link: deploymentLink(notice),
    severity: 'high',
    topic: 'model-deployment',
    // Told twice of one deployment, a recipient keeps one notice; each has its own.
    scope: `ml-models:deployment:${deploymentId}`,
  };
}
