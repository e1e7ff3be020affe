import { PerformanceReport } from '@noshelfware/backstage-plugin-ml-models-common';
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
  const drifted = drift.filter(({ decision }) => decision === 'drift').length;
  const unknown = drift.filter(({ decision }) => decision === 'unknown').length;
  const rest =
    unknown > 0
      ? ` ${formatCountOf(unknown, 'feature')} had too little to say.`
      : '';
  return `${drifted === 0 ? 'None' : drifted} of ${formatCountOf(
    drift.length,
    'feature',
  )} ${drifted === 1 ? 'has' : 'have'} drifted against ${against}.${rest}`;
}
