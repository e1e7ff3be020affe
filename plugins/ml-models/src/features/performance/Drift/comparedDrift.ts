import { FeatureDrift } from '@noshelfware/backstage-plugin-ml-models-common';
import { TimeBuckets } from '../../../charts/timeBuckets';
import {
  formatCount,
  formatCountOf,
  formatNumber,
} from '../../../components/formatNumber/formatNumber';
import { BetweenReports, ComparedReport } from '../Comparison/comparison';
import { formatChange } from '../formatChange';
import { DriftColumn } from './driftColumns';
import { driftHeatmap } from './driftRows';
import { alignSteps } from './driftSteps';

/** A feature's distances in what is compared with, bucket by bucket. */
export interface ComparedRow {
  label: string;
  values: ReadonlyArray<number | null>;
}

/**
 * How far each feature was from its baseline there, and how much that has changed. A
 * distance that rests on too few records is none to show: chance makes it.
 */
export function comparedDriftColumns({
  label,
  report,
  between,
}: ComparedReport): DriftColumn[] {
  const before = findIn(report.drift);
  const direct = findIn(between?.drift ?? []);
  const change = (drift: FeatureDrift) => {
    const from = distanceOf(before(drift));
    const to = distanceOf(drift);
    return from === undefined || to === undefined ? undefined : to - from;
  };
  const toBaseline: DriftColumn[] = [
    {
      header: `JS, ${label}`,
      help: `Jensen-Shannon distance of ${label} to its own baseline`,
      pick: drift => distanceOf(before(drift)),
      note: drift => noteOf(before(drift)),
      format: formatDistance,
      worstFirst: 'desc',
    },
    {
      header: 'Change',
      help: `By how much the distance to the baseline differs from that of ${label}`,
      pick: change,
      format: formatChange,
      worstFirst: 'desc',
    },
  ];
  return [
    ...(hasDistances(report.drift) ? toBaseline : []),
    ...(between && !whyNotCompared(between)
      ? [
          {
            header: `JS to ${label}`,
            help: `Jensen-Shannon distance from this range to ${label} itself, without a baseline`,
            pick: (drift: FeatureDrift) => distanceOf(direct(drift)),
            note: (drift: FeatureDrift) => noteOf(direct(drift), label),
            format: formatDistance,
            worstFirst: 'desc' as const,
          },
        ]
      : []),
  ];
}

/** @returns why no feature is compared directly; undefined where one is */
export function whyNotCompared({
  drift,
  notComparable,
}: BetweenReports): string | undefined {
  return hasDistances(drift)
    ? undefined
    : notComparable ?? drift[0]?.reason ?? 'No feature was measured in both';
}

/** Whether there is one that does not rest on too few records. */
export function hasDistances(drift: readonly FeatureDrift[]): boolean {
  return drift.some(isDecided);
}

/** @returns what finds the same feature among others */
function findIn(drift: readonly FeatureDrift[]) {
  const byName = new Map(
    drift.map(each => [`${each.role} ${each.feature}`, each]),
  );
  return ({ role, feature }: FeatureDrift) => byName.get(`${role} ${feature}`);
}

function isDecided({ decision }: FeatureDrift): boolean {
  return decision !== 'unknown';
}

function distanceOf(drift: FeatureDrift | undefined): number | undefined {
  return drift && isDecided(drift) ? drift.measures.jsDistance : undefined;
}

/** @returns what a distance rests on, or why there is none */
function noteOf(
  drift: FeatureDrift | undefined,
  label = 'its baseline',
): string | undefined {
  if (!drift) return undefined;
  return isDecided(drift)
    ? `On ${formatCountOf(drift.n, 'record')}, against ${formatCount(
        drift.baselineN,
      )} of ${label}`
    : drift.reason;
}

function formatDistance(value: number | undefined): string {
  return value === undefined ? '–' : formatNumber(value);
}

/** @returns undefined when the feature is not measured there */
export function comparedHeatmapRow(
  buckets: TimeBuckets,
  { label, report, shiftMs }: ComparedReport,
  feature: string,
): ComparedRow | undefined {
  const there = driftHeatmap(report);
  const row = there.rows.get(feature);
  return (
    row && {
      label,
      values: alignSteps(
        buckets,
        { buckets: there.buckets, values: row.values },
        shiftMs,
      ),
    }
  );
}
