import {
  APPROVE_STEP,
  CANARY_STEP,
  COMPARE_STEP,
  Deployment,
  SHADOW_STEP,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { shortSha } from '../../../components/CommitName/shortSha';

/** Steps of the release, as they are said in a sentence. */
const RELEASE_STEPS = new Map([
  ['start', 'start'],
  ['smoke', 'smoke test'],
  [CANARY_STEP, 'canary'],
  [SHADOW_STEP, 'shadow'],
  ['traffic', 'traffic'],
]);

export interface RetryWords {
  /** Absent: it is not tried again as it is. */
  button?: string;
  /** What will be done again, and what will not. */
  sentence: string;
}

/** What a retry does: a version that was registered is not built again. */
export function retryWords({
  version,
  commit,
  failure,
  trigger,
  resumesFrom,
}: Pick<Deployment, 'version' | 'commit' | 'failure' | 'resumesFrom'> &
  Partial<Pick<Deployment, 'trigger'>>): RetryWords {
  if (trigger === 'traffic') {
    // Whoever edits it again has to see what it is by then.
    return {
      sentence:
        'To try again, edit the traffic of the environment as it is now.',
    };
  }
  if (trigger === 'rebuild') {
    return {
      button: 'Rebuild again',
      sentence: 'Rebuilding again starts fresh instances of whatever serves.',
    };
  }
  if (trigger === 'retire') {
    return {
      sentence: `To try again, retire version ${version} again, if it still runs.`,
    };
  }
  if (version === undefined) {
    const built = commit ? `commit ${shortSha(commit.sha)}` : 'the commit';
    return resumesFrom
      ? {
          button: `Retry from ${resumesFrom}`,
          sentence: `A retry takes ${built} as it is. Steps before ${resumesFrom} are not run again, as long as their files are kept.`,
        }
      : {
          button: 'Build again',
          sentence: `Building again takes ${built} as it is.`,
        };
  }
  if (failure?.step === APPROVE_STEP) {
    return {
      button: 'Ask again',
      sentence: `Asking again does not build version ${version} again.`,
    };
  }
  if (failure?.step === COMPARE_STEP) {
    return {
      button: 'Compare again',
      sentence: `Comparing again does not build version ${version} again, and asks the version that is live by then.`,
    };
  }
  const step = RELEASE_STEPS.get(failure?.step ?? '');
  return {
    button: step ? `Retry from ${step}` : 'Retry',
    sentence: `A retry starts version ${version} if it does not run, and does not build it again.`,
  };
}
