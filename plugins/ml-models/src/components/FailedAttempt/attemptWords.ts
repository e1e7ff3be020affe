import {
  DeploymentSummary,
  DeploymentTrigger,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { shortSha } from '../CommitName/shortSha';

const TRIED: Partial<Record<DeploymentTrigger, string>> = {
  rollback: 'Rollback',
  stop: 'Stop',
};

/** A push that was taken in did not fail itself: what was made of it did. */
function wordOf({ trigger, version }: DeploymentSummary): string {
  return TRIED[trigger] ?? (version === undefined ? 'Build' : 'Deployment');
}

/** @returns what was tried, e.g. `Build of abc1234`, `Rollback to version 2` */
export function attemptName(deployment: DeploymentSummary): string {
  const { commit, trigger, version } = deployment;
  const word = wordOf(deployment);
  if (version !== undefined) {
    return `${word} ${trigger === 'rollback' ? 'to' : 'of'} version ${version}`;
  }
  return commit ? `${word} of ${shortSha(commit.sha)}` : word;
}

/** @returns that it failed, in as few words as say what was tried */
export function shortFailure(deployment: DeploymentSummary): string {
  return `${wordOf(deployment)} failed`;
}
