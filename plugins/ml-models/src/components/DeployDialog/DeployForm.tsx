import {
  Deployment,
  deployPermission,
  EnvironmentStatus,
  leastCanarySeconds,
  operations,
  rollBackPermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { useState } from 'react';
import { GuardedButton } from '../Refusal/GuardedButton';
import { useRefusal } from '../Refusal/useRefusal';
import { Subtle } from '../Subtle/Subtle';
import { Field } from '../Field/Field';
import { useOperationMutation } from '../../api/useOperationMutation';
import { EntityModel } from '../EntityModel/entityModel';
import { formatDurationSeconds } from '../formatNumber/formatDurationSeconds';
import { ErrorNote } from '../QueryBoundary/ErrorNote';
import {
  canaryOf,
  DeployPlan,
  DeploySource,
  describePlan,
  isRollback,
  nameOfAct,
  needsApproval,
  toRequest,
} from './deployPlan';
import { useDeployment } from '../../api/useDeployment';
import { ExpectedTime, expectTime, findComparable } from './expectTime';
import { useNow } from '../RelativeTime/useNow';
import { firstEnvironment } from './firstOffer';
import { SourceFields } from './SourceFields';
import { DeployOptions } from './useDeployOptions';
import { useIdempotencyKey } from './useIdempotencyKey';
import { warningsOf } from './warningsOf';

export interface DeployFormProps {
  model: EntityModel;
  options: DeployOptions;
  initialSource: DeploySource;
  initialEnvironment: string | undefined;
  onClose: () => void;
  onRequested: (deployment: Deployment) => void;
}

/** What, where to, what will happen, and how long the last such deployment took. */
export function DeployForm(props: DeployFormProps) {
  const { environments, versions, commits } = props.options;
  const [source, setSource] = useState(props.initialSource);
  const [name, setName] = useState(props.initialEnvironment);
  const environment =
    environments.find(candidate => candidate.name === name) ??
    firstEnvironment(source, environments);
  const plan: DeployPlan = {
    source,
    environment,
    latestVersion: props.options.latestVersion,
    wasLive: wasLiveIn(environment, source, props.options),
  };
  return (
    <>
      <DialogContent>
        <SourceFields {...{ versions, commits, source }} onChange={setSource} />
        <Field
          select
          label="Environment"
          value={environment.name}
          onChange={event => setName(event.target.value)}
        >
          {environments.map(option => (
            <MenuItem key={option.name} value={option.name}>
              {option.name}
            </MenuItem>
          ))}
        </Field>
        <PlanNote plan={plan} options={props.options} />
      </DialogContent>
      <DeployActions {...props} plan={plan} />
    </>
  );
}

/** Of those too long ago to be listed here, the environment says which it would go back to. */
function wasLiveIn(
  { name, rollBackTo }: EnvironmentStatus,
  source: DeploySource,
  { wentLive }: DeployOptions,
): boolean {
  return (
    source.kind === 'version' &&
    (source.version === rollBackTo ||
      wentLive.some(
        ({ environment, version }) =>
          environment === name && version === source.version,
      ))
  );
}

const useStyles = makeStyles(theme => ({
  note: { marginTop: theme.spacing(2) },
  alert: { marginBottom: theme.spacing(2) },
}));

/** Only the day of what is told matters here. */
const NOW_TICK_MS = 60_000;

function PlanNote(props: { plan: DeployPlan; options: DeployOptions }) {
  const { plan, options } = props;
  const classes = useStyles();
  const canary = canaryOf(plan);
  const now = useNow(NOW_TICK_MS);
  const warnings = warningsOf(plan.source, options.environments, now);
  const last = useDeployment(
    findComparable(options.wentLive, plan.environment.name, isRollback(plan))
      ?.id,
  ).data;
  const expected = expectTime({
    source: plan.source,
    last,
    buildSeconds: options.versions[0]?.buildSeconds,
    canarySeconds: canary && leastCanarySeconds(canary),
  });
  return (
    <div className={classes.note} aria-live="polite">
      <Typography variant="subtitle2" component="h3">
        What will happen
      </Typography>
      <Typography variant="body2" paragraph>
        {describePlan(plan)}
      </Typography>
      {warnings.length > 0 && (
        <Alert severity="warning" className={classes.alert}>
          {warnings.map(warning => (
            <div key={warning}>{warning}</div>
          ))}
        </Alert>
      )}
      {needsApproval(plan) && (
        <Alert severity="info" className={classes.alert}>
          Will wait for the approval of another owner
          {plan.source.kind === 'commit' && ' once it is built'}. Nothing
          changes in {plan.environment.name} before that.
        </Alert>
      )}
      <Subtle>
        {expected
          ? tellTime(expected, plan.environment.name)
          : 'How long it takes is not known: nothing like it has gone live there.'}
      </Subtle>
    </div>
  );
}

function tellTime(
  { seconds, isLeast }: ExpectedTime,
  environment: string,
): string {
  const time = formatDurationSeconds(seconds);
  return isLeast
    ? `It takes about ${time} or more.`
    : `It takes about ${time}, going by the last deployment to ${environment}.`;
}

function DeployActions(props: DeployFormProps & { plan: DeployPlan }) {
  const { namespace, name } = props.model;
  const refusal = useRefusal(
    isRollback(props.plan) ? rollBackPermission : deployPermission,
    props.model,
  );
  const asked = toRequest(props.plan);
  const idempotencyKey = useIdempotencyKey(asked);
  const request = useOperationMutation(operations.requestDeployment, {
    invalidates: [operations.listDeployments, operations.getModelStatus],
  });
  return (
    <>
      {request.error && (
        <ErrorNote title="It was not deployed" error={request.error} />
      )}
      <DialogActions>
        <Button onClick={props.onClose}>Cancel</Button>
        <GuardedButton
          refusal={refusal}
          color="primary"
          variant="contained"
          disabled={request.isPending}
          onClick={() =>
            request.mutate(
              {
                params: { namespace, name },
                body: { ...asked, idempotencyKey },
              },
              { onSuccess: props.onRequested },
            )
          }
        >
          {nameOfAct(props.plan)}
        </GuardedButton>
      </DialogActions>
    </>
  );
}
