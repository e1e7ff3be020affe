import { Verdict } from '@noshelfware/backstage-plugin-ml-models-common';
import { RelativeTime } from '../RelativeTime/RelativeTime';
import { useNow } from '../RelativeTime/useNow';

/** Younger, a verdict may be read as the present. */
const PRESENT_MS = 60_000;

/** When it was judged, once that may differ from the numbers beside it. */
export function JudgedAgo({ verdict }: { verdict: Verdict }) {
  const now = useNow(PRESENT_MS / 2);
  const wasJudged = verdict.limits !== undefined;
  return wasJudged && now - Date.parse(verdict.judgedAt) > PRESENT_MS ? (
    <>
      Judged <RelativeTime time={verdict.judgedAt} />
    </>
  ) : null;
}
