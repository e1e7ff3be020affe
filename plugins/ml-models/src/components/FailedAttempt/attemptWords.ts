import {
  DeploymentSummary,
  DeploymentTrigger,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { shortSha } from '../CommitName/shortSha';
import { STATUS_LOOKS } from '../StatusWord/statusLooks';

const TRIED: Partial<Record<DeploymentTrigger, string>> = {
  rollback: 'Rollback',
  stop: 'Stop',
};

/** A push that was taken in did not fail itself: what was made of it did. */
function wordOf({ trigger, version }: DeploymentSummary): string {
  return TRIED[trigger] ?? (version === undefined ? 'Build' : 'Deployment');
}

/**
 * @returns what was tried, e.g. `Build of abc1234`, `Rollback to version 2`; or what
 *   was not approved, e.g. `Version 4`
 */
export function attemptName(deployment: DeploymentSummary): string {
  const { commit, status, trigger, version } = deployment;
  const word = wordOf(deployment);
  if (status === 'rejected' && word === 'Deployment') {
    return `Version ${version}`;
  }
  if (version !== undefined) {
    return `${word} ${trigger === 'rollback' ? 'to' : 'of'} version ${version}`;
  }
  return commit ? `${word} of ${shortSha(commit.sha)}` : word;
}

/** @returns what has become of it, as it follows its name */
export function failureWords({ status }: DeploymentSummary): string {
  return status === 'rejected' ? 'was not approved' : 'failed';
}

/** @returns that it failed, in as few words as say what was tried; or that it was not approved */
export function shortFailure(deployment: DeploymentSummary): string {
  return deployment.status === 'rejected'
    ? STATUS_LOOKS.rejected.word
    : `${wordOf(deployment)} failed`;
}
