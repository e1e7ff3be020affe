import {
  FeatureDistribution,
  RecordedValue,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { formatPercent } from '../../../components/formatNumber/formatNumber';

type Bin = FeatureDistribution['bins'][number];

/** Where in the baseline a value lies. */
export interface BaselinePlace {
  /** The bin that holds it; undefined when none does. */
  bin: number | undefined;
  text: string;
  /** So rare in the baseline that it may explain an odd answer. */
  unusual: boolean;
}

/** One in a hundred: rare enough to be worth an eye. */
const RARE_SHARE = 0.01;

/** @returns where a recorded value lies among the baseline's bins, in words */
export function placeInBaseline(
  distribution: FeatureDistribution,
  value: RecordedValue | undefined,
): BaselinePlace {
  const { bins } = distribution;
  const total = bins.reduce((sum, bin) => sum + bin.baselineCount, 0);
  if (total === 0) {
    return { bin: undefined, text: 'no baseline', unusual: false };
  }
  if (value === undefined) {
    return placeByBin(bins, total, {
      index: bins.findIndex(({ kind }) => kind === 'missing'),
      what: 'missing',
    });
  }
  if (distribution.type === 'numeric') {
    return typeof value === 'number'
      ? placeNumber(bins, value)
      : placeMismatch(bins);
  }
  const index = bins.findIndex(
    ({ kind, label }) => kind === 'bin' && label === String(value),
  );
  return index >= 0
    ? placeByBin(bins, total, { index, what: 'so' })
    : placeUnlisted(bins);
}

function placeByBin(
  bins: readonly Bin[],
  total: number,
  place: { index: number; what: string },
): BaselinePlace {
  const share = (bins[place.index]?.baselineCount ?? 0) / total;
  return {
    bin: place.index >= 0 ? place.index : undefined,
    text:
      share > 0
        ? `${place.what} in ${formatPercent(share)} of the baseline’s rows`
        : `never ${place.what} in the baseline`,
    unusual: share < RARE_SHARE,
  };
}

function placeMismatch(bins: readonly Bin[]): BaselinePlace {
  const index = bins.findIndex(({ kind }) => kind === 'mismatch');
  return {
    bin: index >= 0 ? index : undefined,
    text: 'of another type than in the baseline',
    unusual: true,
  };
}

function placeUnlisted(bins: readonly Bin[]): BaselinePlace {
  const other = bins.findIndex(({ kind }) => kind === 'other');
  if (other >= 0 && bins[other].baselineCount > 0) {
    return {
      bin: other,
      text: 'not among the most frequent values of the baseline',
      unusual: true,
    };
  }
  const unseen = bins.findIndex(({ kind }) => kind === 'new');
  return {
    bin: unseen >= 0 ? unseen : undefined,
    text: 'never so in the baseline',
    unusual: true,
  };
}

function placeNumber(bins: readonly Bin[], value: number): BaselinePlace {
  const ordered = bins.filter(({ kind }) =>
    ['underflow', 'bin', 'overflow'].includes(kind),
  );
  const home = ordered.find((bin, index) =>
    holds(bin, value, ordered[index + 1]?.kind !== 'bin'),
  );
  if (!home) {
    return { bin: undefined, text: 'outside the bins', unusual: true };
  }
  const place = ordered.indexOf(home);
  const n = sumOf(ordered);
  const share = {
    home: home.baselineCount / Math.max(1, n),
    upper: sumOf(ordered.slice(place)) / Math.max(1, n),
    lower: sumOf(ordered.slice(0, place + 1)) / Math.max(1, n),
  };
  return {
    bin: bins.indexOf(home),
    text: describeShare(share),
    unusual: Math.min(share.upper, share.lower) < RARE_SHARE,
  };
}

/** Bins begin with their lower edge; the last one ends with its upper edge too. */
function holds(bin: Bin, value: number, last: boolean): boolean {
  const { kind, lower, upper } = bin;
  const from = lower ?? -Infinity;
  const until = upper ?? Infinity;
  if (kind === 'overflow') {
    return value > from;
  }
  return (
    value >= from &&
    (value < until || (last && kind === 'bin' && value === until))
  );
}

function sumOf(bins: readonly Bin[]): number {
  return bins.reduce((sum, { baselineCount }) => sum + baselineCount, 0);
}

/** A bin that holds so much has no tail worth telling of. */
const LARGE_SHARE = 0.25;
/** A tail of almost half is no tail. */
const MIDDLE_SHARE = 0.45;

/**
 * As exact as bins are: where a value lies within its bin is not known.
 * Ranks are among values: rows that lack one have no place in the order.
 */
function describeShare(share: {
  home: number;
  /** Of the bin and all above it, and of the bin and all below it. */
  upper: number;
  lower: number;
}): string {
  const tail = Math.min(share.upper, share.lower);
  if (tail === 0) {
    return share.upper === 0
      ? 'above all of the baseline’s values'
      : 'below all of the baseline’s values';
  }
  if (share.home >= LARGE_SHARE) {
    return `where ${formatPercent(share.home)} of the baseline’s values lie`;
  }
  if (tail >= MIDDLE_SHARE) {
    return 'near the middle of the baseline’s values';
  }
  return share.upper < share.lower
    ? `among the highest ${formatPercent(tail)} of the baseline’s values`
    : `among the lowest ${formatPercent(tail)} of the baseline’s values`;
}
