import { parseEntityRef } from '@backstage/catalog-model';
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

/** What becomes of a deployment, by what was decided about. */
const OUTCOMES = {
  start: {
    approved: { word: 'Approved', effect: 'it goes on' },
    rejected: { word: 'Rejected', effect: 'it is not started' },
  },
  hold: {
    approved: { word: 'Released', effect: 'it takes all requests' },
    rejected: { word: 'Put back', effect: 'it gets no more requests' },
  },
};

type Payload = NotificationSendOptions['payload'];
/** @returns what people call somebody, by entity ref */
type NameOf = (ref: string) => string;

/** @returns the notification of a deployment that waits for an approval */
export function approvalPayload(
  notice: ApprovalNotice,
  model: MlModelEntityV1alpha1,
  nameOf: NameOf,
): Payload {
  const { environment, held, isGated, version, requestedBy } = notice;
  if (held !== undefined) {
    return {
      ...sharedPayload(notice),
      title: `Release v${version} of ${titleOf(model)}${
        isGated ? '' : ' unjudged'
      }?`,
      description: `It is held in ${environment}: ${held}. What it is tried on stays as it is until somebody else decides${
        isGated ? '' : ', or until it can be judged'
      }.`,
      severity: 'high',
    };
  }
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
        outcome.held === undefined
          ? 'It was cancelled, or a newer deployment took its place. Nothing is left to be approved.'
          : 'It was judged after all, cancelled, or a newer deployment took its place. Nothing is left to be decided.',
      severity: 'low',
    };
  }
  const by = decidedBy ? ` by ${nameOf(decidedBy)}` : '';
  const comment = outcome.comment ? `: ${outcome.comment}` : '.';
  const { word, effect } =
    OUTCOMES[outcome.held === undefined ? 'start' : 'hold'][decision];
  return {
    ...sharedPayload(outcome),
    title: `${word}: ${what} for ${environment}`,
    description: `${word}${by}, ${effect}${comment}`,
    severity: decision === 'approved' ? 'normal' : 'low',
  };
}

/** @returns the notification of one whose model has left the catalog, title and all */
export function unregisteredPayload(outcome: ApprovalOutcome): Payload {
  const { environment, modelRef, version } = outcome;
  return {
    ...sharedPayload(outcome),
    title: `Cancelled: v${version} of ${
      parseEntityRef(modelRef).name
    } for ${environment}`,
    description:
      'The model is no longer in the catalog, so that nobody could decide. Register it again, then retry.',
    severity: 'normal',
  };
}

function sharedPayload(notice: ApprovalNotice) {
  return {
    link: deploymentLink(notice),
    topic: 'model-approval',
    // Told twice, it is there once; a question that is answered is no longer asked.
    scope: `ml-models:${notice.held === undefined ? 'approval' : 'hold'}:${
      notice.deploymentId
    }`,
  };
}
