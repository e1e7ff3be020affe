import { Deployment } from '@noshelfware/backstage-plugin-ml-models-common';
import type { ReleaseKind } from './simulatedReleases';

/** How a version of a kind was released. */
export interface ReleaseResult {
  kind: ReleaseKind;
  deployment: Deployment;
}

/** Whether it should have been put back, and was not. */
export function isMiss({ kind, deployment }: ReleaseResult): boolean {
  return kind !== 'healthy' && deployment.status === 'live';
}

export function isFalseAlarm({ kind, deployment }: ReleaseResult): boolean {
  return kind === 'healthy' && deployment.status !== 'live';
}

/** @returns for how long callers got answers of a version that was tried */
export function secondsOfCanary({ deployment }: ReleaseResult): number {
  const step = deployment.steps.find(({ name }) => name === 'canary');
  return step?.startedAt && step.endedAt
    ? (Date.parse(step.endedAt) - Date.parse(step.startedAt)) / 1000
    : 0;
}

export function tellOfRelease(
  place: string,
  { kind, deployment }: ReleaseResult,
): void {
  const { status, failure } = deployment;
  process.stderr.write(
    `${place}: ${kind}: ${status} ${failure?.message ?? ''}\n`,
  );
}
