import { aDeploymentSummary } from '../../__testUtils__/builders/aDeployment';
import { attemptName, failureWords, shortFailure } from './attemptWords';

const commit = { sha: 'abc1234'.padEnd(40, '0') };

it.each([
  ['Build of abc1234', { trigger: 'push', version: undefined, commit }],
  ['Deployment of version 4', { trigger: 'push', version: 4, commit }],
  ['Rollback to version 2', { trigger: 'rollback', version: 2, commit }],
  ['Stop of version 4', { trigger: 'stop', version: 4 }],
  ['Rebuild of version 4', { trigger: 'rebuild', version: 4 }],
  ['Retirement of version 2', { trigger: 'retire', version: 2 }],
  ['Edit of the traffic', { trigger: 'traffic', version: 4 }],
  ['Retrain', { trigger: 'retrain', version: 4, commit }],
  ['Deployment of version 4', { trigger: 'manual', version: 4, commit }],
  ['Build of abc1234', { trigger: 'retry', version: undefined, commit }],
  ['Build', { trigger: 'api', version: undefined }],
  ['Version 4', { trigger: 'push', version: 4, commit, status: 'rejected' }],
  [
    'Rollback to version 2',
    { trigger: 'rollback', version: 2, status: 'rejected' },
  ],
] as const)('names an attempt: %s', (name, deployment) => {
  expect(attemptName(aDeploymentSummary(deployment))).toBe(name);
});

it.each([
  ['Build failed', { trigger: 'push', version: undefined, commit }],
  ['Deployment failed', { trigger: 'push', version: 4, commit }],
  ['Retrain failed', { trigger: 'retrain', version: undefined, commit }],
  ['Rollback failed', { trigger: 'rollback', version: 2 }],
  ['Deployment failed', { trigger: 'retry', version: 2 }],
  ['Not approved', { trigger: 'manual', version: 2, status: 'rejected' }],
  [
    'Put back',
    {
      trigger: 'manual',
      version: 2,
      status: 'rejected',
      currentStep: 'canary',
    },
  ],
] as const)('says in a word: %s', (word, deployment) => {
  expect(shortFailure(aDeploymentSummary(deployment))).toBe(word);
});

it.each([
  ['failed', { status: 'failed', currentStep: 'canary' }],
  ['was not approved', { status: 'rejected', currentStep: 'approve' }],
  ['was put back', { status: 'rejected', currentStep: 'canary' }],
] as const)('says what has become of it: %s', (words, deployment) => {
  expect(failureWords(aDeploymentSummary(deployment))).toBe(words);
});
