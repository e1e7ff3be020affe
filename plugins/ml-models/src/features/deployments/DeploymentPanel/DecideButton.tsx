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

/** Before anything of it is started, or about one that is tried and held. */
export type Question = 'start' | 'hold';

const ACTS: Record<Question, Record<ApprovalDecision, string>> = {
  start: { approved: 'Approve', rejected: 'Reject' },
  hold: { approved: 'Release', rejected: 'Put back' },
};

const PLACES: Record<Question, string> = { start: 'for', hold: 'in' };

const OPERATIONS = {
  start: operations.decideApproval,
  hold: operations.decideHold,
};

interface Effect {
  decision: ApprovalDecision;
  /** What serves in its place now; undefined: nothing, as far as is known. */
  liveVersion: number | undefined;
  canary: CanaryRules | undefined;
}

const EFFECTS: Record<Question, (effect: Effect) => string> = {
  start: describeStart,
  hold: describeHold,
};

function describeStart({ decision, liveVersion, canary }: Effect): string {
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

function describeHold({ canary, decision, liveVersion }: Effect): string {
  const live = `version ${liveVersion ?? 'that is live'}`;
  const goesOn = canary?.shadow
    ? 'goes on as it is'
    : 'answers all requests again';
  return decision === 'rejected'
    ? `is stopped, and ${live} ${goesOn}. It can be deployed again at any time.`
    : `takes over all requests from ${live}, which stays ready: roll back to it to undo this.`;
}

export interface DecideButtonProps {
  deployment: Deployment;
  question: Question;
  decision: ApprovalDecision;
  /** Why it may not be pressed, and whom to ask; undefined: it may. */
  refusal: string | undefined;
}

/** Decides over a deployment, after asking for a comment. */
export function DecideButton(props: DecideButtonProps) {
  const { deployment, decision, question, refusal } = props;
  const { environment, version } = deployment;
  const { namespace, name } = useEntityModel();
  const [comment, setComment] = useState('');
  const act = ACTS[question][decision];
  return (
    <ConfirmedButton
      button={{
        refusal,
        size: 'small',
        color: decision === 'approved' ? 'primary' : 'default',
        variant: decision === 'approved' ? 'contained' : 'outlined',
        children: act,
      }}
      title={`${act} version ${version} ${PLACES[question]} ${environment}?`}
      act={`${act} version ${version}`}
      keep="Decide later"
      operation={OPERATIONS[question]}
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
      <Outcome {...props} />
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

function Outcome({ deployment, decision, question }: DecideButtonProps) {
  const { canary, environment, version } = deployment;
  const liveVersion = useModelStatus(useEntityModel()).data?.environments.find(
    ({ name }) => name === environment,
  )?.liveVersion;
  return (
    <>
      Version {version} {EFFECTS[question]({ decision, liveVersion, canary })}
    </>
  );
}
