import { VersionWeight } from '@noshelfware/backstage-plugin-ml-models-common';
import type { PastShare } from '../../pointInTime/ServingHistory';
import { DeploymentRow } from '../DeploymentRow';
import { parseWeights } from '../traffic/TrafficColumns';
import { toSplit } from '../traffic/weightsOf';

type Share = Omit<PastShare, 'deployment'>;

/** @returns who answers which share once a deployment has come to its end */
function weightsAfter(change: DeploymentRow): VersionWeight[] {
  const { status, version, traffic_weights: shared } = change;
  if (status === 'stopped' || status === 'ceased' || version === null) {
    return [];
  }
  return shared === null ? [{ version, weight: 100 }] : parseWeights(shared);
}

/**
 * @param change - what had last decided who answers requests
 * @param canary - what was being tried beside it
 * @returns the largest share first
 */
export function sharesAt(
  change: DeploymentRow,
  canary?: { version: number; weight: number },
): Share[] {
  const weights = weightsAfter(change);
  // A canary is tried beside what is live, and comes to its end with it.
  const tried = weights.length > 0 ? canary : undefined;
  const others = toSplit(
    weights.filter(({ version }) => version !== tried?.version),
    100 - (tried?.weight ?? 0),
  );
  return [
    ...others.shares.map(({ version, weight }) => ({
      version,
      weight: toHundredths(weight),
      role: 'primary' as const,
    })),
    ...(tried ? [{ ...tried, role: 'canary' as const }] : []),
  ].sort((one, other) => other.weight - one.weight);
}

/** Finer than any share that somebody sets, and free of what division leaves. */
function toHundredths(percent: number): number {
  return Math.round(percent * 100) / 100;
}
