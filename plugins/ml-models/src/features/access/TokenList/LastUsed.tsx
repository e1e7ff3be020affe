import { Token } from '@noshelfware/backstage-plugin-ml-models-common';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';
import { useNow } from '../../../components/RelativeTime/useNow';

/** A use is noted once a minute; nearer than this, nobody knows when the last was. */
const RECENT_MS = 2 * 60_000;

const TICK_MS = 30_000;

/** When a token was last used, no more exact than it is noted. */
export function LastUsed({ token: { lastUsedAt } }: { token: Token }) {
  const now = useNow(TICK_MS);
  if (!lastUsedAt) {
    return <>Not yet</>;
  }
  return now - Date.parse(lastUsedAt) < RECENT_MS ? (
    <>&lt; 2 minutes ago</>
  ) : (
    <RelativeTime time={lastUsedAt} />
  );
}
