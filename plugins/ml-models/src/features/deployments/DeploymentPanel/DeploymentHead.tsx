import { Link } from '@backstage/core-components';
import {
  Deployment,
  isFinalDeploymentStatus,
  isTrialStep,
  leastCanarySeconds,
  trialStepOf,
  waitsForDecision,
} from '@noshelfware/backstage-plugin-ml-models-common';
import IconButton from '@material-ui/core/IconButton';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import CloseIcon from '@material-ui/icons/Close';
import { ApprovedBy } from '../../../components/ApprovedBy/ApprovedBy';
import { CommitName } from '../../../components/CommitName/CommitName';
import { describeWait } from '../../../components/describeCanary/describeCanary';
import { Subtle } from '../../../components/Subtle/Subtle';
import { formatDurationSeconds } from '../../../components/formatNumber/formatDurationSeconds';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';
import { Requester } from '../../../components/Requester/Requester';
import { progressWords } from '../../../components/StatusWord/progressWords';
import { DeploymentOutcome, IsLive } from '../DeploymentOutcome';
import { LeadTime } from '../LeadTime';
import { deploymentTitle, TRIGGER_WORDS } from '../deploymentWords';
import { CancelButton } from './CancelButton';
import { ShownElsewhere } from './ShownElsewhere';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
    marginBottom: theme.spacing(1),
  },
  /** Below the others where they leave it little room. */
  facts: {
    flex: '1 1 240px',
    [theme.breakpoints.down('sm')]: { order: 1, flexBasis: '100%' },
  },
  actions: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(2),
    marginLeft: 'auto',
  },
}));

export interface DeploymentHeadProps {
  deployment: Deployment;
  isLive: IsLive;
  onClose: () => void;
}

/** What is deployed where, how far it is, and the way to stop it. */
export function DeploymentHead(props: DeploymentHeadProps) {
  const { deployment, onClose } = props;
  const classes = useStyles();
  const { approval, status, createdAt, trigger, requestedBy, commit, runUrl } =
    deployment;
  const open = !isFinalDeploymentStatus(status);
  const busy = open && !waitsForDecision(status);
  return (
    <>
      <div className={classes.root}>
        <Typography variant="subtitle1" component="h3">
          {deploymentTitle(deployment)}
        </Typography>
        <DeploymentOutcome deployment={deployment} isLive={props.isLive} />
        <Subtle className={classes.facts}>
          Started <RelativeTime time={createdAt} /> {TRIGGER_WORDS[trigger]}
          {requestedBy && (
            <>
              {', by '}
              <Requester by={requestedBy} />
            </>
          )}
          <LeadTime deployment={deployment} before=" · " />
          {approval?.decision && (
            <>
              {' · '}
              <ApprovedBy approval={approval} />
            </>
          )}
          {commit && (
            <>
              {' · '}
              <CommitName commit={commit} />
            </>
          )}
          {runUrl && (
            <>
              {' · '}
              <Link to={runUrl} underline="always">
                Run on {new URL(runUrl).host}
              </Link>
            </>
          )}
          <ShownElsewhere deployment={deployment} />
        </Subtle>
        <div className={classes.actions}>
          {open && <CancelButton deployment={deployment} />}
          <IconButton
            size="small"
            aria-label="Close the deployment"
            onClick={onClose}
          >
            <CloseIcon fontSize="small" />
          </IconButton>
        </div>
      </div>
      {deployment.reason && (
        <Subtle paragraph>Why: {deployment.reason}.</Subtle>
      )}
      {busy && <Progress deployment={deployment} />}
    </>
  );
}

function Progress({ deployment }: { deployment: Deployment }) {
  const { canary, previousVersion, progress, status, version } = deployment;
  const isTried = isTrialStep(status) && version && previousVersion;
  return (
    <>
      <LinearProgress
        aria-label="Deployment"
        variant={progress === undefined ? 'indeterminate' : 'determinate'}
        value={(progress ?? 0) * 100}
      />
      <Subtle variant="caption" paragraph>
        {progress === undefined
          ? 'How long it takes is not known yet'
          : `${progressWords({ progress })} done, going by ${
              canary && previousVersion
                ? `what it takes at least, with a ${trialStepOf(
                    canary,
                  )} of ${formatDurationSeconds(leastCanarySeconds(canary))}`
                : 'how long the last such deployment took'
            }`}
      </Subtle>
      {canary && isTried && (
        <Subtle variant="caption" paragraph>
          {describeWait(canary, { candidate: version, live: previousVersion })}
        </Subtle>
      )}
    </>
  );
}
