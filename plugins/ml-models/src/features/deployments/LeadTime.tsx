import { DeploymentSummary } from '@noshelfware/backstage-plugin-ml-models-common';
import { formatDurationSeconds } from '../../components/formatNumber/formatDurationSeconds';
import { formatInstant } from '../../components/RelativeTime/formatInstant';

export interface LeadTimeProps {
  deployment: DeploymentSummary;
  /** What parts it from what stands before it. */
  before: string;
}

/** How long the change took from its commit to serving; nothing where none went live. */
export function LeadTime({ deployment, before }: LeadTimeProps) {
  const { commit, environment, leadTimeSeconds } = deployment;
  if (leadTimeSeconds === undefined) {
    return null;
  }
  const [words, meaning] =
    leadTimeSeconds === null
      ? [
          'lead time not known',
          'Lead time is from the commit to serving; when the commit was made is not known here',
        ]
      : [
          `lead time ${formatDurationSeconds(leadTimeSeconds)}`,
          `From the commit of ${formatInstant(
            commit?.authoredAt ?? '',
          )} to serving in ${environment} for the first time`,
        ];
  return (
    <>
      {before}
      <span title={meaning}>{words}</span>
    </>
  );
}
