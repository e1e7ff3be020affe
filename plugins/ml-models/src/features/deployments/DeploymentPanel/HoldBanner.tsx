import { Deployment } from '@noshelfware/backstage-plugin-ml-models-common';
import { DecisionBanner } from './DecisionBanner';

/** That a canary could not be judged, why, and that somebody is to decide. */
export function HoldBanner({ deployment }: { deployment: Deployment }) {
  const { comparison, environment, hold, version } = deployment;
  return (
    <DecisionBanner
      deployment={deployment}
      question="hold"
      title={`The canary of version ${version} in ${environment} is held: it could not be judged`}
    >
      {/* One that could not even be tried was never looked at. */}
      {comparison
        ? `It goes on with ${comparison.weight} % of the requests, and is watched,`
        : 'It gets no requests'}{' '}
      until somebody else decides or it can be judged. When it was held:{' '}
      {hold?.reason}.
    </DecisionBanner>
  );
}
