import {
  FeatureDrift,
  PerformanceReport,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  formatCount,
  formatCountOf,
  formatNumber,
} from '../../../components/formatNumber/formatNumber';
import { HOW_BASELINE_COMES } from '../howBaselineComes';
import { whyOneVersion } from '../whyOneVersion';

/** Where a verdict looks for drift. */
const JUDGED = 'in the last 24 hours';

/**
 * @param when - the range of the report, e.g. `in the last 30 days`
 * @returns what the heat map shows, in words, e.g. `In the last 30 days: 8 of 13
 *   features have drifted; the worst is dep_delay, 0.42 from the baseline (drift
 *   begins at 0.1).`
 */
export function describeDrift(report: PerformanceReport, when: string): string {
  const { drift, baseline } = report;
  if (!baseline) {
    return `There is no baseline to compare with yet. ${HOW_BASELINE_COMES}`;
  }
  const against = `the baseline of version ${baseline.version} (${
    baseline.source === 'reference'
      ? formatCountOf(baseline.rows, 'reference row')
      : `it came without reference rows, so its first ${formatCountOf(
          baseline.rows,
          'record',
        )} serve; those and what came before them are not measured`
  })`;
  if (drift.length === 0) {
    return `Nothing was recorded in this range to compare with ${against}.`;
  }
  // As verdicts count: an output that drifts is another matter.
  const found = [
    describeRole(drift, 'input', 'feature'),
    describeExempt(drift),
    describeRedacted(drift),
    describeRole(drift, 'output', 'output'),
  ]
    .filter(Boolean)
    .join(' ');
  return [
    describeTaken(report.versions, baseline.version),
    `${when[0].toUpperCase()}${when.slice(1)}:`,
    `${found[0].toLowerCase()}${found.slice(1)}`,
    `Compared with ${against}.`,
    when !== JUDGED && `The verdict looks at what came ${JUDGED}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** Versions may have other features, and each has a baseline of its own. */
function describeTaken(versions: readonly number[], compared: number): string {
  const why = whyOneVersion(versions, compared);
  return why && `Of ${why}.`;
}

/** What the model has its verdict pass over may drift as it likes. */
function describeExempt(all: readonly FeatureDrift[]): string {
  const exempt = all.filter(it => it.exempt);
  return exempt.length > 0
    ? `${formatCountOf(exempt.length, 'more feature')} ${
        exempt.length === 1 ? 'is' : 'are'
      } not counted, as the model has it.`
    : '';
}

/** None of them is drift, and none is as in the baseline. */
function describeRedacted(all: readonly FeatureDrift[]): string {
  const redacted = all.filter(it => it.redacted && !it.exempt);
  return redacted.length > 0
    ? `${formatCountOf(redacted.length, 'value')} ${
        redacted.length === 1 ? 'is' : 'are'
      } not compared. ${redacted[0].reason}.`
    : '';
}

function describeRole(
  all: readonly FeatureDrift[],
  role: FeatureDrift['role'],
  noun: string,
): string {
  const drift = all.filter(
    it => it.role === role && !it.exempt && !it.redacted,
  );
  const decided = drift.filter(({ decision }) => decision !== 'unknown');
  const unknown = drift.filter(({ decision }) => decision === 'unknown');
  if (drift.length === 0) {
    return '';
  }
  if (decided.length === 0) {
    return `Too little to say whether any of ${formatCountOf(
      drift.length,
      noun,
    )} has drifted.${whyUnknown(unknown)}`;
  }
  const drifted = decided.filter(({ decision }) => decision === 'drift');
  const counted =
    drifted.length > 0
      ? `${formatCount(drifted.length)} of ${formatCountOf(
          decided.length,
          noun,
        )} ${have(drifted.length)} drifted`
      : `None of ${formatCountOf(decided.length, noun)} has drifted`;
  const rest =
    unknown.length > 0
      ? ` ${formatCountOf(unknown.length, `more ${noun}`)} ${have(
          unknown.length,
        )} too little to tell.${whyUnknown(unknown)}`
      : '';
  return `${counted}${describeFurthest(
    drifted.length > 0 ? drifted : decided,
  )}.${rest}`;
}

function describeFurthest(drift: readonly FeatureDrift[]): string {
  const [furthest] = [...drift].sort(
    (a, b) => (b.measures.jsDistance ?? 0) - (a.measures.jsDistance ?? 0),
  );
  const distance = furthest.measures.jsDistance;
  if (distance === undefined) {
    return '';
  }
  if (distance === 0) {
    return drift.length === 1
      ? '; it is as in the baseline'
      : '; all are as in the baseline';
  }
  const rank = furthest.decision === 'drift' ? 'worst' : 'furthest';
  return `; the ${rank} is ${furthest.feature}, ${formatNumber(
    distance,
  )} from the baseline (drift begins at ${formatNumber(
    furthest.distanceLimit,
  )})`;
}

function have(count: number): string {
  return count === 1 ? 'has' : 'have';
}

/** The first reason: what one feature lacks, most do. */
function whyUnknown([first]: readonly FeatureDrift[]): string {
  if (!first.reason) {
    return '';
  }
  const advice =
    first.n < first.baselineN ? ' A longer range has more of them.' : '';
  return ` ${first.reason}.${advice}`;
}
