import { DeploymentSummary } from '@noshelfware/backstage-plugin-ml-models-common';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';
import { deploymentWord } from '../../../components/StatusWord/deploymentWord';
import { StatusWord } from '../../../components/StatusWord/StatusWord';

/** How the newest deployment stands, and since when. */
export function LastDeployment(props: { deployment?: DeploymentSummary }) {
  const { deployment } = props;
  return deployment ? (
    <>
      <StatusWord
        status={deployment.status}
        word={deploymentWord(deployment)}
      />{' '}
      <RelativeTime time={deployment.endedAt ?? deployment.createdAt} />
    </>
  ) : null;
}
