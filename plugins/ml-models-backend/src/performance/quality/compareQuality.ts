import type {
  ComparedQuality,
  ObservedQuality,
} from '../../deployments/canary/ComparedQuality';
import { meanLimit } from './meanLimit';
import { proportionLimit } from './proportionLimit';
import { ratio } from './ratio';

type Counts = ReadonlyMap<string, number>;

/** Of one version, as far as its sums of outcomes tell. */
type Observing = (counts: Counts) => ObservedQuality;

interface TestableMeasure {
  measure: ComparedQuality['measure'];
  higherIsBetter: boolean;
  /** What the names of its sums begin with. */
  sums: string;
  observe: Observing;
}

/**
 * Those of which the sums tell how far chance alone moves them, of each kind of
 * outcome one. Of RMSE and R² they do not, for want of fourth powers, nor of macro
 * averages, for want of which classes are taken for which.
 */
const MEASURES: readonly TestableMeasure[] = [
  { measure: 'f1', sums: 'binary.', higherIsBetter: true, observe: observeF1 },
  {
    measure: 'accuracy',
    sums: 'class.',
    higherIsBetter: true,
    observe: observeAccuracy,
  },
  {
    measure: 'mae',
    sums: 'error.',
    higherIsBetter: false,
    observe: observeMeanError,
  },
];

/**
 * @param candidate - see `countOutcome`
 * @returns each measure that an outcome of either tells of; empty without any
 */
export function compareQuality(
  candidate: Counts,
  live: Counts,
): ComparedQuality[] {
  const names = [...candidate.keys(), ...live.keys()];
  return MEASURES.filter(({ sums }) =>
    names.some(name => name.startsWith(sums)),
  ).map(({ measure, higherIsBetter, observe }) => ({
    measure,
    higherIsBetter,
    candidate: observe(candidate),
    live: observe(live),
  }));
}

/**
 * F1 rises with the share of the true positives among all but the true negatives
 * (Jaccard), which is a proportion as any other: Hand, Christen and Kirielle 2021,
 * https://doi.org/10.1007/s10994-021-05964-1
 */
function observeF1(counts: Counts): ObservedQuality {
  const sum = summing(counts);
  const right = sum('binary.tp');
  const n = right + sum('binary.fp') + sum('binary.fn');
  const f1Of = (jaccard: number) => (2 * jaccard) / (1 + jaccard);
  const jaccard = ratio(right, n);
  return {
    value: jaccard === undefined ? undefined : f1Of(jaccard),
    n,
    limitOn: (side, chance) =>
      f1Of(proportionLimit(side, { count: right, n, chance })),
  };
}

/** Of several classes; of two, what is rare decides, which F1 tells. */
function observeAccuracy(counts: Counts): ObservedQuality {
  const sum = summing(counts);
  const right = sum('class.correct');
  const n = right + sum('class.wrong');
  return {
    value: ratio(right, n),
    n,
    limitOn: (side, chance) =>
      proportionLimit(side, { count: right, n, chance }),
  };
}

function observeMeanError(counts: Counts): ObservedQuality {
  const sum = summing(counts);
  const n = sum('error.n');
  const total = sum('error.absolute');
  return {
    value: ratio(total, n),
    n,
    limitOn: (side, chance) =>
      meanLimit(side, { n, sum: total, squares: sum('error.square'), chance }),
  };
}

function summing(counts: Counts) {
  return (name: string) => counts.get(name) ?? 0;
}
