import { DELIVERY_WEEKS } from '@noshelfware/backstage-plugin-ml-models-common';
import { DeliveredDeployment } from './DeploymentHistory';

export const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

export const DELIVERY_RANGE_MS = DELIVERY_WEEKS * WEEK_MS;

/** A deployment that took traffic, with what it took the place of. */
export interface Release extends DeliveredDeployment {
  liveAt: Date;
  /** Whether it is the first release of its version in its environment. */
  isFirst: boolean;
  /** When service was good again, if it was not good for long. */
  recoveredAt?: Date;
  failed: boolean;
}

/** @returns whether people made it; the portal's own of its sample tell nothing of a team */
export function isMeasured({ trigger }: Release): boolean {
  return trigger !== 'sample';
}

/**
 * @param deployments - those of some environments, in any order
 * @returns those that took traffic in the weeks before `nowMs`, oldest first. The
 *   same version once more delivers nothing, unless it was stopped before.
 */
export function findReleases(
  deployments: readonly DeliveredDeployment[],
  nowMs: number,
): Release[] {
  const lastByPlace = new Map<string, Release>();
  const stopped = new Set<string>();
  const seen = new Set<string>();
  const releases = inOrder(deployments).flatMap(each => {
    const place = JSON.stringify([each.modelRef, each.environment]);
    const former = lastByPlace.get(place);
    if (!each.liveAt) {
      stopped.add(place);
      return [];
    }
    const isSame =
      former?.version === each.version && each.version !== undefined;
    if (isSame && !stopped.has(place)) {
      return [];
    }
    const build = `${place} ${each.version}`;
    const release: Release = {
      ...each,
      liveAt: each.liveAt,
      isFirst: each.trigger !== 'rollback' && !seen.has(build),
      failed: each.status === 'rolled-back',
    };
    if (former && each.trigger === 'rollback') {
      former.failed = true;
      former.recoveredAt = each.liveAt;
    }
    lastByPlace.set(place, release);
    stopped.delete(place);
    seen.add(build);
    return [release];
  });
  return releases.filter(
    ({ liveAt }) =>
      liveAt.getTime() >= nowMs - DELIVERY_RANGE_MS &&
      liveAt.getTime() <= nowMs,
  );
}

/** @returns what took an environment into service or out of it, as it happened */
function inOrder(
  deployments: readonly DeliveredDeployment[],
): DeliveredDeployment[] {
  const timeOf = ({ liveAt, stoppedAt }: DeliveredDeployment) =>
    (liveAt ?? stoppedAt)?.getTime() ?? 0;
  return deployments
    .filter(({ liveAt, stoppedAt }) => liveAt ?? stoppedAt)
    .sort((a, b) => timeOf(a) - timeOf(b));
}
