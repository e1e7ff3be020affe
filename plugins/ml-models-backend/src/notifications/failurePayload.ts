import { parseEntityRef } from '@backstage/catalog-model';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { MlModelEntityV1alpha1 } from '@noshelfware/backstage-plugin-ml-models-common';
import type { FailureNotice } from '../deployments/FailureNotifier';
import { titleOf } from '../models/ownerOf';

/** @returns the notification of a push that was not deployed */
export function failurePayload(
  notice: FailureNotice,
  model: MlModelEntityV1alpha1,
): NotificationSendOptions['payload'] {
  const { modelRef, environment, deploymentId, step, firstErrorLine } = notice;
  const { kind, namespace, name } = parseEntityRef(modelRef);
  const path = [namespace, kind, name].map(encodeURIComponent).join('/');
  return {
    title: `A push to ${titleOf(
      model,
    )} did not reach ${environment}: it failed in step ${step}`,
    description: [
      notice.message,
      firstErrorLine && `First error: ${firstErrorLine}`,
      notice.stillServing,
    ]
      .filter(sentence => sentence !== undefined)
      .map(sentence => sentence.replace(/\.?$/, '.'))
      .join(' '),
    link: `/catalog/${path}/versions?deployment=${encodeURIComponent(
      deploymentId,
    )}`,
    severity: 'high',
    topic: 'model-deployment',
    // The next push that fails replaces this one, for each recipient.
    scope: `ml-models:deployment:${modelRef}:${environment}`,
  };
}
