import { Delivery } from '@noshelfware/backstage-plugin-ml-models-common';
import { DeliveredDeployment } from './DeploymentHistory';

const DAY_MS = 24 * 60 * 60 * 1000;
const WEEK_MS = 7 * DAY_MS;

/** Weeks that are looked back on: a quarter. */
export const WEEKS = 13;
export const DELIVERY_RANGE_MS = WEEKS * WEEK_MS;

/** A deployment that took traffic, with what it took the place of. */
interface Release extends DeliveredDeployment {
  liveAt: Date;
  /** Whether it is the first release of its version in its environment. */
  isFirst: boolean;
  /** When service was good again, if it was not good for long. */
  recoveredAt?: Date;
  failed: boolean;
}

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
  const judged = findReleases(deployments).filter(
    ({ liveAt, trigger, failed }) =>
      (trigger !== 'sample' || failed) &&
      liveAt.getTime() >= fromMs &&
      liveAt.getTime() <= nowMs,
  );
  const releases = judged.filter(({ trigger }) => trigger !== 'sample');
  const weeks = inWeeks(releases, fromMs);
  const measure = (of: Measure, measured = releases) => ({
    ...of(measured),
    trend: inWeeks(measured, fromMs).map(week => of(week).value ?? null),
  });
  return {
    leadTimeSeconds: measure(measureLeadTime),
    deploymentsPerWeek: {
      value: releases.length > 0 ? releases.length / WEEKS : undefined,
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
    Math.min(Math.floor((liveAt.getTime() - fromMs) / WEEK_MS), WEEKS - 1);
  return Array.from({ length: WEEKS }, (_, week) =>
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

function findReleases(deployments: readonly DeliveredDeployment[]): Release[] {
  const lastByPlace = new Map<string, Release>();
  const seen = new Set<string>();
  const live = deployments
    .flatMap(each => (each.liveAt ? { ...each, liveAt: each.liveAt } : []))
    .sort((a, b) => a.liveAt.getTime() - b.liveAt.getTime());
  return live.flatMap(each => {
    const place = JSON.stringify([each.modelRef, each.environment]);
    const former = lastByPlace.get(place);
    if (former?.version === each.version && each.version !== undefined) {
      // The same once more delivers nothing.
      return [];
    }
    const build = `${place} ${each.version}`;
    const release: Release = {
      ...each,
      isFirst: each.trigger !== 'rollback' && !seen.has(build),
      failed: each.status === 'rolled-back',
    };
    if (former && each.trigger === 'rollback') {
      former.failed = true;
      former.recoveredAt = each.liveAt;
    }
    lastByPlace.set(place, release);
    seen.add(build);
    return [release];
  });
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
