import { DeploymentSummary } from '@noshelfware/backstage-plugin-ml-models-common';
import { deploymentWord } from '../../components/StatusWord/deploymentWord';
import { StatusWord } from '../../components/StatusWord/StatusWord';
import { WENT_LIVE } from './deploymentWords';

/** Whether a deployment's version is live now; undefined while that is not known. */
export type IsLive = (deployment: DeploymentSummary) => boolean | undefined;

export interface DeploymentOutcomeProps {
  deployment: DeploymentSummary;
  isLive: IsLive;
}

/** What came of a deployment; one that went live was live once replaced. */
export function DeploymentOutcome(props: DeploymentOutcomeProps) {
  const { deployment, isLive } = props;
  const { status } = deployment;
  if (status !== 'live') {
    return <StatusWord status={status} word={deploymentWord(deployment)} />;
  }
  switch (isLive(deployment)) {
    case undefined:
      return <StatusWord status="live" word={WENT_LIVE} />;
    case true:
      return <StatusWord status="live" word="Live now" />;
    default:
      return <StatusWord status="skipped" word="Was live" />;
  }
}
