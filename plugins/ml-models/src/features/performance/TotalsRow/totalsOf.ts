import {
  PerformanceReport,
  QUALITY_METRICS,
  QUALITY_OUTCOMES_MIN,
  RATE_REQUESTS_MIN,
  QualityMeasures,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { formatLatency } from '../../../components/formatNumber/formatLatency';
import {
  formatCount,
  formatNumber,
  formatPercent,
} from '../../../components/formatNumber/formatNumber';
import { TOO_FEW } from '../../../components/formatNumber/tooFew';
import { labelsExpected } from '../labelsExpected';
import { ComparedReport } from '../Comparison/comparison';
import { ofLabels, restsOnFew, tellError } from '../qualityRows';

/** One number of the whole range. */
export interface Total {
  name: string;
  value: string;
  /** What it was measured on; absent where it is a count itself. */
  n?: string;
  /** The same of what is compared with, and the difference. */
  before?: string;
}

type Totals = PerformanceReport['totals'];

interface Measure {
  name: string;
  pick: (totals: Totals) => number | undefined;
  format: (value: number) => string;
  /** Follows the value: how far off it may be. */
  error?: (totals: Totals) => string;
  n?: (totals: Totals) => string;
  /** Whether that is too little to judge by; default: never. */
  restsOnFew?: (totals: Totals) => boolean;
  /** What it cannot be of; undefined where it is of all. */
  untold?: (totals: Totals) => string | undefined;
  /** Whether 0 is not worth telling. */
  untoldAtZero?: boolean;
  /** Whether a change is told in points of the value, or in percent of it. */
  change: 'difference' | 'ratio';
}

/** From here on a percentage is harder to read than a factor. */
const MANY_TIMES = 10;

const ofFewTimed = ({ timed }: Totals) => timed < RATE_REQUESTS_MIN;

const ofTimed = ({ timed }: Totals) => `n = ${formatCount(timed)}`;

/** Of which a failure would be known. */
const requestsToldOf = ({ requests, failuresUntold = 0 }: Totals) =>
  requests - failuresUntold;

function shareOf(
  part: (totals: Totals) => number,
  whole: (totals: Totals) => number = ({ requests }) => requests,
) {
  return {
    restsOnFew: (totals: Totals) => whole(totals) < RATE_REQUESTS_MIN,
    pick: (totals: Totals) =>
      whole(totals) === 0 ? undefined : part(totals) / whole(totals),
    n: (totals: Totals) =>
      `${formatCount(part(totals))} of ${formatCount(whole(totals))}`,
    format: formatPercent,
    change: 'difference' as const,
  };
}

/** The rest is told in detail further down. */
function measuresOf(...measures: (keyof QualityMeasures)[]): Measure[] {
  return QUALITY_METRICS.filter(it => measures.includes(it.measure)).map(
    ({ measure, short, scale }) => ({
      name: short,
      pick: totals => totals[measure],
      format: formatNumber,
      error: tellError(measure),
      n: ofLabels(measure),
      restsOnFew: restsOnFew(measure),
      change: scale === 'error' ? 'ratio' : 'difference',
    }),
  );
}

const MEASURES: readonly Measure[] = [
  {
    name: 'Requests',
    pick: ({ requests }) => requests,
    format: formatCount,
    change: 'ratio',
  },
  {
    name: 'Errors',
    ...shareOf(({ errors }) => errors, requestsToldOf),
    untold: ({ failuresUntold }) =>
      failuresUntold === undefined
        ? undefined
        : `${formatCount(failuresUntold)} imported without failures`,
  },
  {
    name: 'Invalid requests',
    ...shareOf(({ invalidRequests }) => invalidRequests),
    untoldAtZero: true,
  },
  ...(['p50', 'p90', 'p99'] as const).map<Measure>(name => ({
    // Within 1 %: sums of many windows are read from a sketch.
    name: `Latency ${name} ≈`,
    pick: totals => totals[`${name}Ms`],
    format: formatLatency,
    n: ofTimed,
    restsOnFew: ofFewTimed,
    change: 'ratio',
  })),
  ...measuresOf('accuracy'),
  {
    name: 'Accuracy, estimated',
    pick: ({ estimate }) => estimate?.accuracy,
    format: formatNumber,
    n: ({ estimate: { n } = { n: 0 } }) => `n = ${formatCount(n)}`,
    restsOnFew: ({ estimate: { n } = { n: 0 } }) => n < QUALITY_OUTCOMES_MIN,
    change: 'difference',
  },
  ...measuresOf('rocAuc', 'f1', 'mae', 'rmse', 'r2'),
  {
    name: 'Labels arrived',
    ...shareOf(({ labels }) => labels, labelsExpected),
    restsOnFew: undefined,
  },
];

/** @returns the numbers that there are; what was not measured is left out */
export function totalsOf(
  { totals }: PerformanceReport,
  compared?: ComparedReport,
): Total[] {
  return MEASURES.flatMap((measure): Total[] => {
    const value = measure.pick(totals);
    const before = compared && measure.pick(compared.report.totals);
    const untold = measure.untold?.(totals);
    if (value === undefined && untold) {
      return [{ name: measure.name, value: '–', n: untold }];
    }
    return value === undefined || (measure.untoldAtZero && !value && !before)
      ? []
      : [
          {
            name: measure.name,
            value: `${measure.format(value)}${measure.error?.(totals) ?? ''}`,
            n: basisOf(measure, totals),
            before: compared && describeBefore(measure, value, compared),
          },
        ];
  });
}

/** @returns e.g. `n = 12 labels, too few to judge`; undefined for a count itself */
function basisOf({ n, restsOnFew: isFew, untold }: Measure, totals: Totals) {
  const few = isFew?.(totals) ? `, ${TOO_FEW}` : '';
  const less = untold?.(totals);
  return n && `${n(totals)}${few}${less ? `; ${less}` : ''}`;
}

/**
 * @returns e.g. `+12 % against previous period (2.9 ms)`, there with what it rests on
 *   where that is little
 */
function describeBefore(
  measure: Measure,
  value: number,
  { label, report }: ComparedReport,
): string {
  const { pick, format, change, error } = measure;
  const before = pick(report.totals);
  if (before === undefined) {
    return `${label}: not measured`;
  }
  const few = measure.restsOnFew?.(report.totals)
    ? `, ${basisOf(measure, report.totals)}`
    : '';
  if (change === 'ratio' && before === 0) {
    return `${label}: ${format(before)}${few}`;
  }
  const difference = value - before;
  if (format(value) === format(before)) {
    return `the same as ${label}${few}`;
  }
  const there = `against ${label} (${format(before)}${
    error?.(report.totals) ?? ''
  }${few})`;
  if (change === 'ratio' && value / before >= MANY_TIMES) {
    return `× ${formatCount(value / before)} ${there}`;
  }
  const size =
    change === 'ratio'
      ? formatPercent(Math.abs(difference) / before)
      : // A share of 3 % that was 2 % is one point more, and not 1 %.
        format(Math.abs(difference)).replace('%', 'points');
  const sign = difference < 0 ? '−' : '+';
  return `${sign}${size} ${there}`;
}
