import { Approval } from '@noshelfware/backstage-plugin-ml-models-common';
import { formatDurationSeconds } from '../formatNumber/formatDurationSeconds';
import { RelativeTime } from '../RelativeTime/RelativeTime';
import { Requester } from '../Requester/Requester';

/** Who approved or rejected a deployment, and when; nothing while it waits. */
export function ApprovedBy({ approval }: { approval: Approval }) {
  const { decision, decidedBy, decidedAt, carriedFrom, waitedSeconds } =
    approval;
  if (!decision || !decidedBy) {
    return null;
  }
  return (
    <>
      {decision} by <Requester by={decidedBy} />
      {decidedAt && (
        <>
          {' '}
          <RelativeTime time={decidedAt} />
        </>
      )}
      {waitedSeconds !== undefined &&
        `, waited ${formatDurationSeconds(waitedSeconds)} for it`}
      {carriedFrom && ', with an earlier deployment of this version'}
    </>
  );
}
