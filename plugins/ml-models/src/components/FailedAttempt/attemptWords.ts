import {
  DeploymentSummary,
  DeploymentTrigger,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { shortSha } from '../CommitName/shortSha';
import { deploymentWord } from '../StatusWord/deploymentWord';

const TRIED: Partial<Record<DeploymentTrigger, string>> = {
  rollback: 'Rollback',
  stop: 'Stop',
  rebuild: 'Rebuild',
  traffic: 'Edit of the traffic',
  retire: 'Retirement',
  retrain: 'Retrain',
};

/** A push that was taken in did not fail itself: what was made of it did. */
function wordOf({ trigger, version }: DeploymentSummary): string {
  return TRIED[trigger] ?? (version === undefined ? 'Build' : 'Deployment');
}

/**
 * @returns what was tried, e.g. `Build of abc1234`, `Rollback to version 2`,
 *   `Edit of the traffic`, `Retrain`; or what people decided against, e.g. `Version 4`
 */
export function attemptName(deployment: DeploymentSummary): string {
  const { commit, status, trigger, version } = deployment;
  const word = wordOf(deployment);
  if (status === 'rejected' && word === 'Deployment') {
    return `Version ${version}`;
  }
  // The version of a retrain is what came of it.
  if (trigger === 'traffic' || trigger === 'retrain') {
    return word;
  }
  if (version !== undefined) {
    return `${word} ${trigger === 'rollback' ? 'to' : 'of'} version ${version}`;
  }
  return commit ? `${word} of ${shortSha(commit.sha)}` : word;
}

/** @returns what has become of it, as it follows its name */
export function failureWords(deployment: DeploymentSummary): string {
  return deployment.status === 'rejected'
    ? `was ${deploymentWord(deployment).toLowerCase()}`
    : 'failed';
}

/** @returns that it failed, in as few words as say what was tried; or what people decided */
export function shortFailure(deployment: DeploymentSummary): string {
  return deployment.status === 'rejected'
    ? deploymentWord(deployment)
    : `${wordOf(deployment)} failed`;
}
