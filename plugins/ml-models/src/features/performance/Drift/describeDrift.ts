import {
  FeatureDrift,
  PerformanceReport,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { formatCountOf } from '../../../components/formatNumber/formatNumber';

/** @returns how many features have drifted, and against what, in a sentence or two */
export function describeDrift(report: PerformanceReport): string {
  const { drift, baseline } = report;
  if (!baseline) {
    return 'There is no baseline to compare with yet. It is frozen when a version is registered, from the reference rows of its pipeline (reports/reference.jsonl).';
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
  const features = drift.filter(({ role }) => role === 'input');
  const outputs = drift.filter(({ role }) => role === 'output');
  const unknown = drift.filter(({ decision }) => decision === 'unknown').length;
  const rest =
    unknown > 0
      ? ` ${formatCountOf(unknown, 'value')} had too little to say.`
      : '';
  const both = [
    countDrifted(features, 'feature'),
    countDrifted(outputs, 'output'),
  ];
  return `Drifted against ${against}: ${both
    .filter(Boolean)
    .join(', ')}.${rest}`;
}

function countDrifted(
  drift: readonly FeatureDrift[],
  noun: string,
): string | undefined {
  const drifted = drift.filter(({ decision }) => decision === 'drift').length;
  return drift.length === 0
    ? undefined
    : `${drifted === 0 ? 'none' : drifted} of ${formatCountOf(
        drift.length,
        noun,
      )}`;
}
