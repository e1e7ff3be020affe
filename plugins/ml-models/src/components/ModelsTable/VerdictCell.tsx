import { Verdict } from '@noshelfware/backstage-plugin-ml-models-common';
import clsx from 'clsx';
import { formatInstant } from '../RelativeTime/formatInstant';
import { useNow } from '../RelativeTime/useNow';
import { decidingReasons } from '../VerdictReasons/decidingReasons';
import { formatSeen } from '../VerdictReasons/formatSeen';
import { reasonText } from '../VerdictReasons/reasonText';
import { VerdictWord } from '../VerdictReasons/VerdictWord';
import { PRESENT_MS, wasJudgedBefore } from '../VerdictReasons/wasJudgedBefore';
import { useCellStyles } from './useCellStyles';

/** The verdict and what its first reason saw; all of them, with limits and n, on hover. */
export function VerdictCell({ verdict }: { verdict: Verdict }) {
  const classes = useCellStyles();
  const now = useNow(PRESENT_MS / 2);
  const reasons = decidingReasons(verdict);
  const { judgedAt } = verdict;
  return (
    <div
      title={
        reasons.map(reason => reasonText(reason, now)).join('\n') || undefined
      }
    >
      <div className={classes.beside}>
        <VerdictWord verdict={verdict} />{' '}
        {wasJudgedBefore(verdict, now) && (
          // Beside the word: a line of its own would come and go with each judgement.
          <time
            dateTime={judgedAt}
            title={`Judged ${formatInstant(judgedAt)}`}
            className={clsx(classes.small, classes.unbroken)}
          >
            {formatSeen(judgedAt, now)}
          </time>
        )}
      </div>
      {reasons.length > 0 && (
        <div className={clsx(classes.wrapped, classes.small)}>
          {reasons[0].what ?? reasons[0].text}
        </div>
      )}
    </div>
  );
}
