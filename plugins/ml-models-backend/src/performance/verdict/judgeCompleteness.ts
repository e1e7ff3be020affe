import { VerdictThresholds } from '@noshelfware/backstage-plugin-ml-models-common';
import { compareWithLimits, isBelow } from './compareWithLimits';
import { Finding } from './Finding';
import { formatCount, formatPercentDown } from '../../formatNumber';
import { VerdictEvidence } from './VerdictEvidence';

/** Below, a single lost record is more than one percent. */
const EXPECTED_MIN = 100;

export function judgeCompleteness(
  { completeness }: VerdictEvidence,
  { completeness: limits }: VerdictThresholds,
): Finding {
  if (!completeness || completeness.expected < EXPECTED_MIN) {
    return {
      state: 'unknown',
      what: `Too little to say whether all was recorded: ${EXPECTED_MIN} counted requests of an hour are needed`,
    };
  }
  const { stored, expected, kept } = completeness;
  const share = stored / expected;
  const { state, limit } = compareWithLimits(share, limits, isBelow);
  return {
    state,
    what: `${formatPercentDown(share)} of ${kept}`,
    // Looked at with each window that has closed: what came since is not in it.
    period: 'in the hour before the last count',
    basis: `limit ${formatPercentDown(limit)}, ${formatCount(
      expected - stored,
    )} of ${formatCount(expected)} missing`,
  };
}
