import { Deployment } from '@noshelfware/backstage-plugin-ml-models-common';
import { DecisionBanner } from './DecisionBanner';

/** That a canary could not be judged, why, and that somebody is to decide. */
export function HoldBanner({ deployment }: { deployment: Deployment }) {
  const { canary, comparison, environment, hold, version } = deployment;
  // Looks were not always kept.
  const weight = comparison?.weight ?? canary?.weights[0];
  return (
    <DecisionBanner
      deployment={deployment}
      question="hold"
      title={`The canary of version ${version} in ${environment} is held: it could not be judged`}
    >
      It goes on with {weight} % of the requests, and is watched, until somebody
      else decides or it can be judged. When it was held: {hold?.reason}.
    </DecisionBanner>
  );
}
