import {
  DeploymentSummary,
  DeploymentTrigger,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { shortSha } from '../CommitName/shortSha';

const TRIED: Partial<Record<DeploymentTrigger, string>> = {
  push: 'Push',
  rollback: 'Rollback',
  stop: 'Stop',
};

/** @returns what was tried, e.g. `Push of abc1234`, `Rollback to version 2` */
export function attemptName(deployment: DeploymentSummary): string {
  const { commit, trigger, version } = deployment;
  const word = TRIED[trigger] ?? 'Deployment';
  if (trigger === 'push' && commit) {
    return `${word} of ${shortSha(commit.sha)}`;
  }
  if (version !== undefined) {
    return `${word} ${trigger === 'rollback' ? 'to' : 'of'} version ${version}`;
  }
  return commit ? `${word} of ${shortSha(commit.sha)}` : word;
}

/** @returns that it failed, in as few words as say what was tried */
export function shortFailure({ trigger }: DeploymentSummary): string {
  return `${TRIED[trigger] ?? 'Deployment'} failed`;
}
