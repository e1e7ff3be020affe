import {
  APPROVE_STEP,
  Deployment,
  deployPermission,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { useOperationMutation } from '../../../api/useOperationMutation';
import { useEntityModel } from '../../../components/EntityModel/entityModel';
import { GuardedButton } from '../../../components/Refusal/GuardedButton';
import { PeopleNamed } from '../../../components/Requester/PeopleNamed';
import { useReleaseRefusal } from '../../../components/OwnPipeline/useReleaseRefusal';
import { ErrorNote } from '../../../components/QueryBoundary/ErrorNote';
import { deploymentWord } from '../../../components/StatusWord/deploymentWord';
import { STATUS_LOOKS } from '../../../components/StatusWord/statusLooks';
import { cutOffSteps } from './cutOffSteps';
import { retryWords } from './retryWords';

const useStyles = makeStyles(theme => ({
  root: { marginBottom: theme.spacing(2) },
  action: {
    display: 'flex',
    whiteSpace: 'nowrap',
    // Below each other, they leave the message more room.
    [theme.breakpoints.down('sm')]: { flexDirection: 'column' },
  },
  line: {
    display: 'block',
    margin: theme.spacing(1, 0),
    overflowWrap: 'anywhere',
  },
}));

/** Where the server says that a deployment was whose steps had not begun. */
const NO_STEP = 'queued';

const LIST = new Intl.ListFormat('en-GB');

export interface FailureBannerProps {
  deployment: Deployment;
  failure: NonNullable<Deployment['failure']>;
  onShowStep: (step: string) => void;
  onRetried: (retry: Deployment) => void;
}

/** Where it ended and why, what still serves, and what to do next. */
export function FailureBanner(props: FailureBannerProps) {
  const classes = useStyles();
  const { deployment, failure, onShowStep, onRetried } = props;
  const refusal = useReleaseRefusal(deployPermission, useEntityModel());
  const words = retryWords(deployment);
  const { Icon } = STATUS_LOOKS[deployment.status];
  const steps = endedIn(deployment, failure.step);
  const retry = useOperationMutation(operations.retryDeployment, {
    invalidates: [operations.listDeployments, operations.getModelStatus],
  });
  return (
    <div className={classes.root}>
      <Alert
        {...(deployment.status === 'failed'
          ? { severity: 'error' }
          : { severity: 'info', icon: <Icon fontSize="inherit" /> })}
        action={
          <div className={classes.action}>
            {steps.length > 0 && steps[0] !== APPROVE_STEP && (
              <Button
                color="inherit"
                size="small"
                onClick={() => onShowStep(steps[0])}
              >
                Open log
              </Button>
            )}
            {words.button && (
              <GuardedButton
                refusal={refusal}
                color="inherit"
                size="small"
                disabled={retry.isPending}
                onClick={() =>
                  retry.mutate(
                    { params: { id: deployment.id } },
                    { onSuccess: onRetried },
                  )
                }
              >
                {words.button}
              </GuardedButton>
            )}
          </div>
        }
      >
        <AlertTitle>
          {deploymentWord(deployment)}
          {steps.length > 0 &&
            ` in ${steps.length > 1 ? 'steps' : 'step'} ${LIST.format(steps)}`}
        </AlertTitle>
        <PeopleNamed text={failure.message} />
        {failure.firstErrorLine && (
          <code className={classes.line}>{failure.firstErrorLine}</code>
        )}
        {failure.stillServing && <div>{failure.stillServing}</div>}
        <div>{words.sentence}</div>
      </Alert>
      {retry.error && (
        <ErrorNote title="It was not tried again" error={retry.error} />
      )}
    </div>
  );
}

/** @returns names; those of all that were cut off, of which the server names one */
function endedIn(deployment: Deployment, step: string): string[] {
  if (deployment.status === 'rejected' || step === NO_STEP) {
    return [];
  }
  const cutOff =
    deployment.status === 'cancelled' ? cutOffSteps(deployment) : [];
  return cutOff.length > 0 ? cutOff.map(({ name }) => name) : [step];
}
