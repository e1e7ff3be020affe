import { ModelAt } from '@noshelfware/backstage-plugin-ml-models-common';
import { formatInstant } from '../RelativeTime/formatInstant';
import { RelativeTime } from '../RelativeTime/RelativeTime';
import { Requester } from '../Requester/Requester';

/** Who owned a model then, from when until when; or since when that is kept. */
export function OwnerThen(props: Pick<ModelAt, 'owner' | 'ownersKnownSince'>) {
  const { owner, ownersKnownSince } = props;
  if (!owner) {
    return (
      <>
        not known:{' '}
        {ownersKnownSince
          ? `owners are kept since ${formatInstant(ownersKnownSince)}`
          : 'no look into the catalog has been kept yet'}
      </>
    );
  }
  return (
    <>
      <Requester by={owner.ownerRef} />, since{' '}
      {owner.isFirstSeen && 'at least '}
      <RelativeTime time={owner.since} />
      {owner.until && (
        <>
          {' '}
          until <RelativeTime time={owner.until} />
        </>
      )}
    </>
  );
}
