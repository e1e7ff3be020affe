import { DeploymentSummary } from '@noshelfware/backstage-plugin-ml-models-common';
import { StatusWord } from '../../components/StatusWord/StatusWord';
import { WENT_LIVE } from './deploymentWords';

export interface DeploymentOutcomeProps {
  deployment: DeploymentSummary;
  /** Whether its version is live now; undefined while that is not known. */
  live: boolean | undefined;
}

/** What came of a deployment; one that went live was live once replaced. */
export function DeploymentOutcome(props: DeploymentOutcomeProps) {
  const { status } = props.deployment;
  if (status !== 'live') {
    return <StatusWord status={status} />;
  }
  switch (props.live) {
    case undefined:
      return <StatusWord status="live" word={WENT_LIVE} />;
    case true:
      return <StatusWord status="live" word="Live now" />;
    default:
      return <StatusWord status="skipped" word="Was live" />;
  }
}
