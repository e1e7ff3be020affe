import { Verdict } from '@noshelfware/backstage-plugin-ml-models-common';
import { RelativeTime } from '../RelativeTime/RelativeTime';
import { useNow } from '../RelativeTime/useNow';
import { PRESENT_MS, wasJudgedBefore } from './wasJudgedBefore';

/** When it was judged, once that may differ from the numbers beside it. */
export function JudgedAgo({ verdict }: { verdict: Verdict }) {
  const now = useNow(PRESENT_MS / 2);
  return wasJudgedBefore(verdict, now) ? (
    <>
      Judged <RelativeTime time={verdict.judgedAt} />
    </>
  ) : null;
}
