import {
  ApprovalDecision,
  Deployment,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useState } from 'react';
import { useModelStatus } from '../../../api/useModelStatus';
import { useOperationMutation } from '../../../api/useOperationMutation';
import { ConfirmDialog } from '../../../components/ConfirmDialog/ConfirmDialog';
import { useEntityModel } from '../../../components/EntityModel/entityModel';
import { Field } from '../../../components/Field/Field';
import { GuardedButton } from '../../../components/Refusal/GuardedButton';

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
): string {
  if (decision === 'rejected') {
    return `is not started${
      liveVersion === undefined ? '' : `, and version ${liveVersion} goes on`
    }. It can be deployed again at any time.`;
  }
  return liveVersion === undefined
    ? 'is started, passes a smoke test and begins to answer requests.'
    : `is started, passes a smoke test and takes over all requests from version ${liveVersion}, which stays ready: roll back to it to undo this.`;
}

export interface DecideButtonProps {
  deployment: Deployment;
  decision: ApprovalDecision;
  /** Why it may not be pressed, and whom to ask; undefined: it may. */
  refusal: string | undefined;
}

/** Approves or rejects a deployment, after asking for a comment. */
export function DecideButton(props: DecideButtonProps) {
  const { decision, refusal } = props;
  const [asking, setAsking] = useState(false);
  return (
    <>
      <GuardedButton
        refusal={refusal}
        size="small"
        color={decision === 'approved' ? 'primary' : 'default'}
        variant={decision === 'approved' ? 'contained' : 'outlined'}
        onClick={() => setAsking(true)}
      >
        {ACTS[decision]}
      </GuardedButton>
      {asking && <DecideDialog {...props} onClose={() => setAsking(false)} />}
    </>
  );
}

function DecideDialog(props: DecideButtonProps & { onClose: () => void }) {
  const { deployment, decision, onClose } = props;
  const { environment, version } = deployment;
  const act = ACTS[decision];
  const model = useEntityModel();
  const { namespace, name } = model;
  const liveVersion = useModelStatus(model).data?.environments.find(
    candidate => candidate.name === environment,
  )?.liveVersion;
  const [comment, setComment] = useState('');
  const decide = useOperationMutation(operations.decideApproval, {
    invalidates: [
      operations.getDeployment,
      operations.listDeployments,
      operations.getModelStatus,
    ],
  });
  return (
    <ConfirmDialog
      title={`${act} version ${version} for ${environment}?`}
      act={`${act} version ${version}`}
      keep="Decide later"
      pending={decide.isPending}
      error={decide.error}
      onClose={onClose}
      onAct={() =>
        decide.mutate(
          {
            params: { namespace, name, id: deployment.id },
            body: { decision, comment: comment.trim() || undefined },
          },
          { onSuccess: onClose },
        )
      }
    >
      Version {version} {describeOutcome(decision, liveVersion)}
      <Field
        label="Comment"
        helperText="Kept with the deployment, for whoever asks why"
        multiline
        minRows={2}
        value={comment}
        inputProps={{ maxLength: COMMENT_MAX }}
        onChange={event => setComment(event.target.value)}
      />
    </ConfirmDialog>
  );
}
