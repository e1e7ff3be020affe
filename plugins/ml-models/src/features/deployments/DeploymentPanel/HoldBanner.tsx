import {
  Deployment,
  trialStepOf,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { DecisionBanner } from './DecisionBanner';

/** That a version is tried and not released, why, and that somebody is to decide. */
export function HoldBanner({ deployment }: { deployment: Deployment }) {
  const { canary, comparison, environment, hold, version } = deployment;
  const trial = canary ? trialStepOf(canary) : 'canary';
  const share = canary?.shadow
    ? 'to get a copy of each request'
    : `with ${comparison?.weight} % of the requests`;
  return (
    <DecisionBanner
      deployment={deployment}
      question="hold"
      title={
        canary?.gate
          ? `Version ${version} in ${environment} is held: its model asks that a person decides`
          : `The ${trial} of version ${version} in ${environment} is held: it could not be judged`
      }
    >
      {/* One that could not even be tried was never looked at. */}
      {comparison
        ? `It goes on ${share}, and is watched,`
        : 'It gets no requests'}{' '}
      until somebody else decides{canary?.gate ? '' : ' or it can be judged'}.
      When it was held: {hold?.reason}.
    </DecisionBanner>
  );
}
