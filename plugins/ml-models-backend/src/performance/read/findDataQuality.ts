import {
  DataQualityFinding,
  findSection,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { PlacedFeature } from '../binning/BinningLayout';
import { Bin } from '../binning/binsOf';
import { WindowProfile } from '../profile/WindowProfile';
import { sumOf } from '../drift/jensenShannon';
import { formatCount, formatPercent } from '../../formatNumber';
import { countsOf } from './compareFeatures';
import { VersionDrift } from './VersionDrift';

/** More sentences nobody reads; the worst come first. */
const FINDINGS_LISTED_MAX = 100;

/**
 * How much larger a share must be than the baseline's. A sample of 10,000 leaves
 * some values beyond its ends and some rare ones missing out by chance alone.
 */
const EXCESS_SHARE_MIN = 0.01;

type Finding = Pick<
  DataQualityFinding,
  'kind' | 'count' | 'n' | 'share' | 'baselineShare'
> & { says: string };

export interface DataQuality {
  /** The largest share first. */
  findings: DataQualityFinding[];
  /** How many there are, listed or not. */
  findingsTotal: number;
}

/** What is known of the records of a version. */
export interface CountedRecords {
  /** By the layout of the version. */
  counts: Float64Array;
  profile: Pick<WindowProfile, 'requests' | 'extraColumns'>;
}

/** What is wrong with the values of a version's records, as its baseline has them. */
export function findDataQuality(
  drift: VersionDrift,
  { counts, profile }: CountedRecords,
): DataQuality {
  const { version } = drift.baseline;
  const comparable = drift.layout.features.filter(
    feature => !drift.redacted.has(feature),
  );
  const ofFeatures = comparable.flatMap(feature => {
    const { name, role } = feature.binning;
    return findOfFeature(
      feature,
      countsOf(feature, counts),
      countsOf(feature, drift.baseline.counts),
    ).map(({ says, ...finding }): DataQualityFinding => {
      const { count, n, share } = finding;
      const text = `${name}: ${formatCount(count)} of ${formatCount(
        n,
      )} records ${says} (${formatPercent(share)}${describeBaseline(
        finding.baselineShare,
      )})`;
      return { ...finding, feature: name, role, version, text };
    });
  });
  const findings = [...ofFeatures, ...findExtraColumns(version, profile)];
  findings.sort((a, b) => b.share - a.share || (a.text < b.text ? -1 : 1));
  return {
    findings: findings.slice(0, FINDINGS_LISTED_MAX),
    findingsTotal: findings.length,
  };
}

function findExtraColumns(
  version: number,
  { requests: n, extraColumns }: CountedRecords['profile'],
): DataQualityFinding[] {
  return [...extraColumns].map(([column, count]) => {
    const { section, name } = findSection(column) ?? {};
    const share = count / n;
    return {
      kind: 'extra-column',
      feature: name ?? column,
      role: section === 'outputs' ? 'output' : 'input',
      version,
      count,
      n,
      share,
      text: `${name ?? `${column} besides`}: ${formatCount(
        count,
      )} of ${formatCount(n)} records have this ${
        section === 'outputs' ? 'output' : 'input'
      }, which the baseline has not (${formatPercent(share)})`,
    };
  });
}

function describeBaseline(share: number | undefined): string {
  return share === undefined ? '' : `, ${formatPercent(share)} in the baseline`;
}

function findOfFeature(
  feature: PlacedFeature,
  window: Float64Array,
  reference: Float64Array,
): Finding[] {
  const countKinds = (...kinds: Bin['kind'][]) => {
    const count = countIn(feature, window, kinds);
    const baselineShare = shareIn(feature, reference, kinds);
    const n = sumOf(window);
    return { count, n, share: n > 0 ? count / n : 0, baselineShare };
  };
  const missing = countKinds('missing');
  if (missing.n > 0 && missing.count === missing.n) {
    // Sometimes there in the baseline: the column is gone.
    return (missing.baselineShare ?? 1) < 1
      ? [{ kind: 'missing-column', ...missing, says: 'lack it' }]
      : [];
  }
  return [
    {
      kind: 'type-mismatch' as const,
      ...countKinds('mismatch'),
      says: 'hold a value of another type',
    },
    {
      kind: 'new-category' as const,
      ...countKinds('new'),
      says: 'hold a category that the baseline has not',
    },
    {
      kind: 'out-of-range' as const,
      ...countKinds('underflow', 'overflow'),
      says: 'lie outside the range of the baseline',
    },
    { kind: 'missing' as const, ...missing, says: 'lack it' },
  ].filter(isNews);
}

/** A changed type and a new category are news from the first one on. */
function isNews({ kind, count, share, baselineShare = 0 }: Finding): boolean {
  const isKnown = kind === 'out-of-range' || kind === 'missing';
  return count > 0 && share - baselineShare > (isKnown ? EXCESS_SHARE_MIN : 0);
}

function countIn(
  { bins }: PlacedFeature,
  counts: Float64Array,
  kinds: readonly Bin['kind'][],
): number {
  return bins.reduce(
    (sum, { kind }, index) => sum + (kinds.includes(kind) ? counts[index] : 0),
    0,
  );
}

function shareIn(
  feature: PlacedFeature,
  counts: Float64Array,
  kinds: readonly Bin['kind'][],
): number | undefined {
  const n = sumOf(counts);
  return n > 0 ? countIn(feature, counts, kinds) / n : undefined;
}
