import { FeatureDrift } from '@noshelfware/backstage-plugin-ml-models-common';
import { TimeBuckets } from '../../../charts/timeBuckets';
import { formatNumber } from '../../../components/formatNumber/formatNumber';
import { ComparedReport } from '../Comparison/comparison';
import { formatChange } from '../formatChange';
import { DriftColumn } from './driftColumns';
import { driftHeatmap } from './driftRows';
import { alignSteps } from './driftSteps';

/** A feature's distances in what is compared with, bucket by bucket. */
export interface ComparedRow {
  label: string;
  values: ReadonlyArray<number | null>;
}

/** How far each feature was from its baseline there, and how much that has changed. */
export function comparedDriftColumns({
  label,
  report,
  between,
}: ComparedReport): DriftColumn[] {
  const before = distancesOf(report.drift);
  const change = (drift: FeatureDrift) => {
    const from = before(drift);
    const to = drift.measures.jsDistance;
    return from === undefined || to === undefined ? undefined : to - from;
  };
  return [
    {
      header: `JS, ${label}`,
      help: `Jensen-Shannon distance of ${label} to its own baseline`,
      pick: before,
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
    ...(between && between.drift.length > 0
      ? [
          {
            header: `JS to ${label}`,
            help: `Jensen-Shannon distance from this range to ${label} itself, without a baseline`,
            pick: distancesOf(between.drift),
            format: formatDistance,
            worstFirst: 'desc' as const,
          },
        ]
      : []),
  ];
}

/** @returns what finds the distance that a feature has among others' */
function distancesOf(drift: readonly FeatureDrift[]) {
  const distances = new Map(
    drift.map(({ role, feature, measures }) => [
      `${role} ${feature}`,
      measures.jsDistance,
    ]),
  );
  return ({ role, feature }: FeatureDrift) =>
    distances.get(`${role} ${feature}`);
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
