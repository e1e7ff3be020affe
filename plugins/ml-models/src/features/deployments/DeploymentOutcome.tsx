import { DeploymentSummary } from '@noshelfware/backstage-plugin-ml-models-common';
import { StatusWord } from '../../components/StatusWord/StatusWord';

export interface DeploymentOutcomeProps {
  deployment: DeploymentSummary;
  /** Whether its version is live now. */
  live: boolean;
}

/** What came of a deployment; one that went live was live once replaced. */
export function DeploymentOutcome(props: DeploymentOutcomeProps) {
  const { status } = props.deployment;
  if (status !== 'live') {
    return <StatusWord status={status} />;
  }
  return props.live ? (
    <StatusWord status="live" word="Live now" />
  ) : (
    <StatusWord status="skipped" word="Was live" />
  );
}
