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
  if (distribution.type === 'numeric' && typeof value === 'number') {
    return placeNumber(bins, value);
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
        ? `${place.what} in ${formatPercent(share)} of the baseline`
        : `never ${place.what} in the baseline`,
    unusual: share < RARE_SHARE,
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
  const n = ordered.reduce((sum, bin) => sum + bin.baselineCount, 0);
  const bin = ordered.find(
    ({ lower, upper }) =>
      value >= (lower ?? -Infinity) && value < (upper ?? Infinity),
  );
  // The last edge belongs to the last bin when there is none beyond it.
  const home = bin ?? ordered[ordered.length - 1];
  const before = ordered.slice(0, ordered.indexOf(home));
  const below =
    before.reduce((sum, { baselineCount }) => sum + baselineCount, 0) +
    home.baselineCount * shareOfBin(home, value);
  const share = n > 0 ? below / n : 0;
  return {
    bin: bins.indexOf(home),
    text: describeShare(share),
    unusual: share <= RARE_SHARE || share >= 1 - RARE_SHARE,
  };
}

/** How far into its bin a value lies, as if values were spread evenly in it. */
function shareOfBin({ lower, upper }: Bin, value: number): number {
  if (typeof lower === 'number' && typeof upper === 'number') {
    return upper > lower
      ? Math.min(1, Math.max(0, (value - lower) / (upper - lower)))
      : 0.5;
  }
  // Beyond the outermost edge all that is known is the side.
  return typeof lower === 'number' ? 1 : 0;
}

function describeShare(share: number): string {
  if (share <= 0) {
    return 'below all of the baseline';
  }
  if (share >= 1) {
    return 'above all of the baseline';
  }
  return share >= 0.5
    ? `above ${formatPercent(share)} of the baseline`
    : `below ${formatPercent(1 - share)} of the baseline`;
}
