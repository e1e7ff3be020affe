import {
  Delivery,
  DELIVERY_WEEKS,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { DeliveredDeployment } from './DeploymentHistory';
import {
  DELIVERY_RANGE_MS,
  findReleases,
  isMeasured,
  Release,
  WEEK_MS,
} from './findReleases';

/**
 * The five measures of software delivery as DORA defines them (2026-01, see
 * https://dora.dev/guides/dora-metrics), of deployments that took traffic:
 * what a gate stopped before that is no failure.
 *
 * A deployment failed when the next in its environment is a rollback. That is
 * the intervention, it is when service was restored, and it is rework.
 *
 * @param deployments - oldest first; those of the sample are not measured, but
 *   one that was rolled back did fail
 */
export function measureDelivery(
  deployments: readonly DeliveredDeployment[],
  nowMs: number,
): Delivery {
  const fromMs = nowMs - DELIVERY_RANGE_MS;
  const found = findReleases(deployments, nowMs);
  const judged = found.filter(each => isMeasured(each) || each.failed);
  const releases = found.filter(isMeasured);
  const weeks = inWeeks(releases, fromMs);
  const measure = (of: Measure, measured = releases) => ({
    ...of(measured),
    trend: inWeeks(measured, fromMs).map(week => of(week).value ?? null),
  });
  return {
    leadTimeSeconds: measure(measureLeadTime),
    deploymentsPerWeek: {
      value: releases.length > 0 ? releases.length / DELIVERY_WEEKS : undefined,
      n: releases.length,
      // A week without a release is a week with 0, once there was one at all.
      trend: weeks.map(week => (releases.length > 0 ? week.length : null)),
    },
    changeFailRate: measure(measureFailRate, judged),
    recoverySeconds: measure(measureRecovery),
    reworkRate: measure(measureRework),
  };
}

/** @returns the releases of each week, the oldest first */
function inWeeks(releases: readonly Release[], fromMs: number): Release[][] {
  const weekOf = ({ liveAt }: Release) =>
    Math.min(
      Math.floor((liveAt.getTime() - fromMs) / WEEK_MS),
      DELIVERY_WEEKS - 1,
    );
  return Array.from({ length: DELIVERY_WEEKS }, (_, week) =>
    releases.filter(release => weekOf(release) === week),
  );
}

type Measure = (releases: readonly Release[]) => { value?: number; n: number };

function measureLeadTime(releases: readonly Release[]) {
  return medianSeconds(
    releases.flatMap(({ isFirst, committedAt, liveAt }) =>
      isFirst && committedAt ? secondsBetween(committedAt, liveAt) : [],
    ),
  );
}

function measureFailRate(releases: readonly Release[]) {
  return shareOf(releases, ({ failed }) => failed);
}

function measureRecovery(releases: readonly Release[]) {
  return medianSeconds(
    releases.flatMap(({ liveAt, recoveredAt }) =>
      recoveredAt ? secondsBetween(liveAt, recoveredAt) : [],
    ),
  );
}

function measureRework(releases: readonly Release[]) {
  return shareOf(releases, ({ trigger }) => trigger === 'rollback');
}

function shareOf(
  releases: readonly Release[],
  counts: (release: Release) => boolean,
) {
  const n = releases.length;
  return {
    value: n > 0 ? releases.filter(counts).length / n : undefined,
    n,
  };
}

function medianSeconds(values: readonly number[]) {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  const upper = sorted[Math.floor(n / 2)];
  const lower = sorted[Math.ceil(n / 2) - 1];
  return { value: n > 0 ? (lower + upper) / 2 : undefined, n };
}

function secondsBetween(from: Date, until: Date): number {
  return Math.max(0, (until.getTime() - from.getTime()) / 1000);
}
