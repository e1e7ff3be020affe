import { Verdict } from '@noshelfware/backstage-plugin-ml-models-common';
import clsx from 'clsx';
import { useNow } from '../RelativeTime/useNow';
import { decidingReasons } from '../VerdictReasons/decidingReasons';
import { JudgedAgo } from '../VerdictReasons/JudgedAgo';
import { reasonText } from '../VerdictReasons/reasonText';
import { VerdictWord } from '../VerdictReasons/VerdictWord';
import { useCellStyles } from './useCellStyles';

/** Only the day matters here. */
const NOW_TICK_MS = 60_000;

export interface VerdictCellProps {
  verdict: Verdict;
  /** Whether the row may be taller than usual: the reason then takes two lines. */
  withRoom?: boolean;
}

/** The verdict and its first reason; all of them on hover. */
export function VerdictCell({ verdict, withRoom }: VerdictCellProps) {
  const classes = useCellStyles();
  const now = useNow(NOW_TICK_MS);
  const reasons = decidingReasons(verdict).map(reason =>
    reasonText(reason, now),
  );
  return (
    <div title={reasons.join('\n') || undefined}>
      <span className={withRoom ? classes.wrapped : classes.line}>
        <VerdictWord verdict={verdict} />{' '}
        <span className={classes.small}>
          <JudgedAgo verdict={verdict} />
        </span>
      </span>
      {reasons.length > 0 && (
        <span
          className={clsx(
            withRoom ? classes.twoLines : classes.line,
            classes.small,
          )}
        >
          {reasons[0]}
        </span>
      )}
    </div>
  );
}
