import { Approval } from '@noshelfware/backstage-plugin-ml-models-common';
import { RelativeTime } from '../RelativeTime/RelativeTime';
import { Requester } from '../Requester/Requester';

/** Who approved or rejected a deployment, and when; nothing while it waits. */
export function ApprovedBy({ approval }: { approval: Approval }) {
  const { decision, decidedBy, decidedAt, carriedFrom } = approval;
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
      {carriedFrom && ', with an earlier deployment of this version'}
    </>
  );
}
