import { Verdict } from '@noshelfware/backstage-plugin-ml-models-common';
import clsx from 'clsx';
import { StatusWord } from '../StatusWord/StatusWord';
import { decidingReasons } from '../VerdictReasons/decidingReasons';
import { useCellStyles } from './useCellStyles';

/** The verdict and its first reason; all of them on hover. */
export function VerdictCell({ verdict }: { verdict: Verdict }) {
  const classes = useCellStyles();
  const reasons = decidingReasons(verdict).map(reason => reason.text);
  return (
    <div title={reasons.join('\n') || undefined}>
      <StatusWord status={verdict.state} />
      {reasons.length > 0 && (
        <span className={clsx(classes.line, classes.small)}>{reasons[0]}</span>
      )}
    </div>
  );
}
