import { FeatureDrift } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  formatCount,
  formatPercent,
} from '../../../components/formatNumber/formatNumber';

/** One in a hundred more than in the baseline: more than noise at 500 records. */
const NOTABLE_SHARE = 0.01;

/** @returns a sentence for each feature whose values go missing unlike before, worst first */
export function describeMissing(drift: readonly FeatureDrift[]): string[] {
  return drift
    .map(({ feature, n, missingShare, baselineMissingShare }) => ({
      feature,
      n,
      now: missingShare ?? 0,
      before: baselineMissingShare ?? 0,
    }))
    .filter(({ now, before }) => Math.abs(now - before) >= NOTABLE_SHARE)
    .sort((a, b) => Math.abs(b.now - b.before) - Math.abs(a.now - a.before))
    .map(
      ({ feature, n, now, before }) =>
        `${feature} is missing in ${formatPercent(
          now,
        )} of predictions (n = ${formatCount(n)}), ${formatPercent(
          before,
        )} in the baseline`,
    );
}
