import { MirroredState } from '@noshelfware/backstage-plugin-ml-models-node';
import { DeploymentRow, failureOf } from '../DeploymentRow';

/** @returns one sentence for people elsewhere: how a deployment is */
export function describeMirrored(
  row: DeploymentRow,
  state: MirroredState,
): string {
  const version = row.version === null ? 'A version' : `Version ${row.version}`;
  switch (state) {
    case 'queued':
      return row.status === 'awaiting-approval'
        ? `${version} waits for an approval`
        : `${version} waits for its turn`;
    case 'in-progress':
      return describeProgress(row, version);
    case 'success':
      return `${version} answers the requests`;
    case 'inactive':
      return describeEnd(row, version);
    default:
      return failureOf(row)?.message ?? `It ended as ${row.status}`;
  }
}

function describeProgress({ status }: DeploymentRow, version: string): string {
  switch (status) {
    case 'building':
      return 'A version is being built';
    case 'stopping':
      return `${version} is being stopped`;
    case 'held':
      return `${version} is held until somebody decides`;
    default:
      return `${version} is being released`;
  }
}

function describeEnd({ status }: DeploymentRow, version: string): string {
  switch (status) {
    case 'rolled-back':
      return `${version} was rolled back`;
    case 'stopped':
      return `${version} was stopped: nothing answers any more`;
    default:
      return `${version} no longer answers the requests`;
  }
}
