import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import {
  MlModelEntityV1alpha1,
  titleOf,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { modelPath } from '../catalog/modelPath';
import type { VerdictNotice } from '../performance/verdict/verdictNotices';

const time = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

type Payload = NotificationSendOptions['payload'];

/** @returns the notification of a verdict that got into trouble, out of it, or into another */
export function verdictPayload(
  notice: VerdictNotice,
  model: MlModelEntityV1alpha1,
): Payload {
  const { modelRef, environment, reasons, trouble } = notice;
  return {
    title: `${titleOf(model)} ${describeState(notice)} in ${environment}`,
    description: [...reasons, ...describeJudgement(notice)].join('. '),
    link: linkTo(notice),
    severity: severityOf(notice),
    topic: 'model-verdict',
    // A later notice of the same scope replaces this one, for each recipient,
    // and keeps its date: so the next trouble is not dated by the last one.
    scope: `ml-models:verdict:${modelRef}:${environment}:${trouble}`,
  };
}

/** The notification is dated by the beginning of the trouble, so it says when this was. */
function describeJudgement({ version, judgedAt }: VerdictNotice): string[] {
  return [
    version === undefined ? '' : `Version ${version}`,
    judgedAt === undefined
      ? ''
      : `Judged on ${time.format(new Date(judgedAt))} UTC`,
  ].filter(Boolean);
}

function describeState({ state, looksBad }: VerdictNotice): string {
  if (looksBad) {
    return 'looks bad so far';
  }
  switch (state) {
    case 'healthy':
      return 'is healthy again';
    case 'unknown':
      return 'can no longer be judged';
    default:
      return `is ${state}`;
  }
}

function severityOf({ state, looksBad }: VerdictNotice): Payload['severity'] {
  if (looksBad) {
    return 'high';
  }
  switch (state) {
    case 'failing':
      return 'critical';
    case 'degraded':
      return 'high';
    case 'healthy':
      // Shown with a green tick.
      return 'normal';
    default:
      return 'low';
  }
}

function linkTo({ modelRef, environment }: VerdictNotice): string {
  return `${modelPath(modelRef)}/performance?environment=${encodeURIComponent(
    environment,
  )}`;
}
