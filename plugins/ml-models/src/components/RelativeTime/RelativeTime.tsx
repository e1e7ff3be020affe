import { formatInstant, formatRelative } from './formatInstant';
import { useNow } from './useNow';

/** Half a minute off is as near as `4 minutes ago` claims to be. */
const TICK_MS = 30_000;

/** How long ago, with the exact time on hover, in the viewer's zone. */
export function RelativeTime(props: { time: string; className?: string }) {
  const now = useNow(TICK_MS);
  return (
    <time
      dateTime={props.time}
      title={formatInstant(props.time)}
      className={props.className}
    >
      {formatRelative(props.time, now)}
    </time>
  );
}
