import {
  Deployment,
  isFinalDeploymentStatus,
} from '@noshelfware/backstage-plugin-ml-models-common';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useDeployment } from '../../../api/useDeployment';
import { QueryBoundary } from '../../../components/QueryBoundary/QueryBoundary';
import { BuildComparisonSection } from '../BuildComparison/BuildComparisonSection';
import { Subtle } from '../../../components/Subtle/Subtle';
import { CanaryComparisonSection } from '../CanaryComparison/CanaryComparisonSection';
import { StepList } from '../StepList/StepList';
import { StepLog } from '../StepLog/StepLog';
import { ApprovalBanner } from './ApprovalBanner';
import { DeploymentHead } from './DeploymentHead';
import { FailureBanner } from './FailureBanner';
import { HoldBanner } from './HoldBanner';
import { IsLive } from '../DeploymentOutcome';
import { stepToShow } from './stepToShow';

const useStyles = makeStyles(theme => ({
  root: { padding: theme.spacing(2) },
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(260px, 1fr) minmax(0, 3fr)',
    gap: theme.spacing(2),
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
}));

export interface DeploymentPanelProps {
  id: string;
  isLive: IsLive;
  /** Whose log is wanted; default: the step that runs or failed. */
  step: string | undefined;
  onShowStep: (step: string) => void;
  /** Follow another deployment: the next try. */
  onOpen: (id: string) => void;
  onClose: () => void;
}

/** One deployment in full: its steps, their times and logs, why it failed. */
export function DeploymentPanel(props: DeploymentPanelProps) {
  const classes = useStyles();
  return (
    <Paper variant="outlined" className={classes.root}>
      <QueryBoundary
        query={useDeployment(props.id)}
        what="the deployment"
        skeleton={<Skeleton variant="rect" height={480} />}
      >
        {deployment => <DeploymentSteps {...props} deployment={deployment} />}
      </QueryBoundary>
    </Paper>
  );
}

function DeploymentSteps(
  props: DeploymentPanelProps & { deployment: Deployment },
) {
  const { deployment, onShowStep } = props;
  const classes = useStyles();
  const step = stepToShow(deployment, props.step);
  const failure = isFinalDeploymentStatus(deployment.status)
    ? deployment.failure
    : undefined;
  return (
    <>
      <DeploymentHead
        deployment={deployment}
        isLive={props.isLive}
        onClose={props.onClose}
      />
      {deployment.status === 'awaiting-approval' && (
        <ApprovalBanner deployment={deployment} />
      )}
      {deployment.status === 'held' && <HoldBanner deployment={deployment} />}
      {failure && (
        <FailureBanner
          deployment={deployment}
          failure={failure}
          onShowStep={onShowStep}
          onRetried={retry => props.onOpen(retry.id)}
        />
      )}
      <BuildComparisonSection deployment={deployment} />
      <CanaryComparisonSection deployment={deployment} />
      {deployment.trigger === 'observed' ? (
        <Subtle>
          Learnt from inference records: its own pipeline did it, and the portal
          ran nothing.
        </Subtle>
      ) : (
        <div className={classes.columns}>
          <StepList
            steps={deployment.steps}
            deployment={deployment.status}
            told={failure?.message}
            shown={step?.name}
            onShow={onShowStep}
          />
          <div>
            {step && (
              <StepLog
                key={step.name}
                deploymentId={deployment.id}
                step={step}
                firstErrorLine={
                  failure?.step === step.name
                    ? failure.firstErrorLine
                    : undefined
                }
              />
            )}
          </div>
        </div>
      )}
    </>
  );
}
