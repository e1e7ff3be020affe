import { ProfileTotals } from '@noshelfware/backstage-plugin-ml-models-common';

/** @returns how many predictions can have a label: a failed request has none */
export function labelsExpected({
  labels,
  labelsMissing,
}: Pick<ProfileTotals, 'labels' | 'labelsMissing'>): number {
  return labels + labelsMissing;
}

/** @returns the share of those labels that has arrived; undefined without any */
export function labelsArrived(
  totals: Pick<ProfileTotals, 'labels' | 'labelsMissing'>,
): number | undefined {
  const expected = labelsExpected(totals);
  return expected > 0 ? totals.labels / expected : undefined;
}
