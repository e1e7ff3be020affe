import { Deployment } from '@noshelfware/backstage-plugin-ml-models-common';
import { DecisionBanner } from './DecisionBanner';

/** That a deployment waits for a yes before anything of it is started. */
export function ApprovalBanner({ deployment }: { deployment: Deployment }) {
  const { environment, version } = deployment;
  return (
    <DecisionBanner
      deployment={deployment}
      question="start"
      title={`Version ${version} waits for approval to go to ${environment}`}
    >
      Nothing changes in {environment} until somebody else decides.
    </DecisionBanner>
  );
}
