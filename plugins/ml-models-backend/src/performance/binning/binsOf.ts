import { FeatureDistribution } from '@noshelfware/backstage-plugin-ml-models-common';
import { FeatureBinning, NumericBinning } from './FeatureBinning';

/** A bin as it is shown, without its counts. */
export type Bin = Omit<
  FeatureDistribution['bins'][number],
  'count' | 'baselineCount'
>;

const MISSING: Bin = { kind: 'missing', label: 'missing' };
const MISMATCH: Bin = { kind: 'mismatch', label: 'another type' };

/** @returns the bins of a feature in the order in which they are counted */
export function binsOf(binning: FeatureBinning): Bin[] {
  switch (binning.type) {
    case 'numeric':
      return [...numericBins(binning), MISSING, MISMATCH];
    case 'categorical':
      return [
        ...binning.categories.map(label => ({ kind: 'bin' as const, label })),
        { kind: 'other', label: 'other' },
        { kind: 'new', label: 'new' },
        MISSING,
        MISMATCH,
      ];
    default:
      return [
        { kind: 'bin', label: 'false' },
        { kind: 'bin', label: 'true' },
        MISSING,
        MISMATCH,
      ];
  }
}

function numericBins({ edges, whole }: NumericBinning): Bin[] {
  const bins = edges.slice(1).map((upper, index): Bin => {
    const lower = edges[index];
    const isLast = index === edges.length - 2;
    const label = whole
      ? nameWholes(lower, upper, isLast)
      : `${formatEdge(lower)} – ${formatEdge(upper)}`;
    return { kind: 'bin', label, lower, upper };
  });
  const first = edges[0];
  const last = edges[edges.length - 1];
  return [
    {
      kind: 'underflow',
      label: `< ${formatEdge(first)}`,
      lower: null,
      upper: first,
    },
    ...bins,
    {
      kind: 'overflow',
      label: `> ${formatEdge(last)}`,
      lower: last,
      upper: null,
    },
  ];
}

/** @returns the whole numbers from one edge to the next, which itself belongs to the last bin alone */
function nameWholes(lower: number, upper: number, isLast: boolean): string {
  const first = Math.ceil(lower);
  const last = isLast ? Math.floor(upper) : Math.ceil(upper) - 1;
  return first === last
    ? formatEdge(first)
    : `${formatEdge(first)} – ${formatEdge(last)}`;
}

/** Four significant digits tell neighbouring bins apart and fit under an axis. */
function formatEdge(edge: number): string {
  return String(Number(edge.toPrecision(4)));
}
