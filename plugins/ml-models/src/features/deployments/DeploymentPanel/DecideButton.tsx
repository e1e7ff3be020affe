import {
  ApprovalDecision,
  CanaryRules,
  Deployment,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useState } from 'react';
import { useModelStatus } from '../../../api/useModelStatus';
import { ConfirmedButton } from '../../../components/ConfirmDialog/ConfirmedButton';
import { describeCanary } from '../../../components/describeCanary/describeCanary';
import { useEntityModel } from '../../../components/EntityModel/entityModel';
import { Field } from '../../../components/Field/Field';

/** As long as the backend takes them, in characters. */
const COMMENT_MAX = 1_000;

const ACTS: Record<ApprovalDecision, string> = {
  approved: 'Approve',
  rejected: 'Reject',
};

/** @param liveVersion - what serves in its place now; undefined: nothing, as far as is known */
function describeOutcome(
  decision: ApprovalDecision,
  liveVersion: number | undefined,
  canary: CanaryRules | undefined,
): string {
  if (decision === 'rejected') {
    return `is not started${
      liveVersion === undefined ? '' : `, and version ${liveVersion} goes on`
    }. It can be deployed again at any time.`;
  }
  return liveVersion === undefined
    ? 'is started, passes a smoke test and begins to answer requests.'
    : [
        `is started, passes a smoke test and takes over all requests from version ${liveVersion}.`,
        ...(canary ? [describeCanary(canary)] : []),
        `Version ${liveVersion} stays ready: roll back to it to undo this.`,
      ].join(' ');
}

export interface DecideButtonProps {
  deployment: Deployment;
  decision: ApprovalDecision;
  /** Why it may not be pressed, and whom to ask; undefined: it may. */
  refusal: string | undefined;
}

/** Approves or rejects a deployment, after asking for a comment. */
export function DecideButton(props: DecideButtonProps) {
  const { deployment, decision, refusal } = props;
  const { environment, version } = deployment;
  const { namespace, name } = useEntityModel();
  const [comment, setComment] = useState('');
  const act = ACTS[decision];
  return (
    <ConfirmedButton
      button={{
        refusal,
        size: 'small',
        color: decision === 'approved' ? 'primary' : 'default',
        variant: decision === 'approved' ? 'contained' : 'outlined',
        children: act,
      }}
      title={`${act} version ${version} for ${environment}?`}
      act={`${act} version ${version}`}
      keep="Decide later"
      operation={operations.decideApproval}
      input={{
        params: { namespace, name, id: deployment.id },
        body: { decision, comment: comment.trim() || undefined },
      }}
      invalidates={[
        operations.getDeployment,
        operations.listDeployments,
        operations.getModelStatus,
      ]}
    >
      <Outcome deployment={deployment} decision={decision} />
      <Field
        label="Comment"
        helperText="Kept with the deployment, for whoever asks why"
        multiline
        minRows={2}
        value={comment}
        inputProps={{ maxLength: COMMENT_MAX }}
        onChange={event => setComment(event.target.value)}
      />
    </ConfirmedButton>
  );
}

function Outcome(props: Pick<DecideButtonProps, 'deployment' | 'decision'>) {
  const { canary, environment, version } = props.deployment;
  const liveVersion = useModelStatus(useEntityModel()).data?.environments.find(
    ({ name }) => name === environment,
  )?.liveVersion;
  return (
    <>
      Version {version} {describeOutcome(props.decision, liveVersion, canary)}
    </>
  );
}
