import { FeatureDistribution } from '@noshelfware/backstage-plugin-ml-models-common';
import { FeatureBinning } from './FeatureBinning';

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
      return [...numericBins(binning.edges), MISSING, MISMATCH];
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

function numericBins(edges: readonly number[]): Bin[] {
  const bins = edges.slice(1).map((upper, index): Bin => {
    const lower = edges[index];
    return {
      kind: 'bin',
      label: `${formatEdge(lower)} – ${formatEdge(upper)}`,
      lower,
      upper,
    };
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

/** Four significant digits tell neighbouring bins apart and fit under an axis. */
function formatEdge(edge: number): string {
  return String(Number(edge.toPrecision(4)));
}
