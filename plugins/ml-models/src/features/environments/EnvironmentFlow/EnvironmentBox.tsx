import {
  DeploymentSummary,
  DeploymentTrigger,
  EnvironmentStatus,
  EXTERNAL_RUNTIME,
  isFinalDeploymentStatus,
  waitsForDecision,
} from '@noshelfware/backstage-plugin-ml-models-common';
import LinearProgress from '@material-ui/core/LinearProgress';
import MuiLink from '@material-ui/core/Link';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import clsx from 'clsx';
import { useDeployment } from '../../../api/useDeployment';
import { shortFailure } from '../../../components/FailedAttempt/attemptWords';
import { findFailedAttempt } from '../../../components/FailedAttempt/findFailedAttempt';
import { DeployButton } from '../../../components/DeployDialog/DeployButton';
import { NothingLive } from '../../../components/NothingLive/NothingLive';
import { Subtle } from '../../../components/Subtle/Subtle';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';
import { progressAfterStatus } from '../../../components/StatusWord/progressWords';
import { StatusWord } from '../../../components/StatusWord/StatusWord';
import { STATUS_LOOKS } from '../../../components/StatusWord/statusLooks';
import { RetrainLine } from '../../../components/RetrainLine/RetrainLine';
import { VerdictReasons } from '../../../components/VerdictReasons/VerdictReasons';
import { EntityModel } from '../../../components/EntityModel/entityModel';
import { EditTrafficButton } from '../EditTraffic/EditTrafficButton';
import { TrafficBar } from '../TrafficBar/TrafficBar';
import { RebuildButton } from './RebuildButton';
import { RollBackButton } from './RollBackButton';
import { StopButton } from './StopButton';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexDirection: 'column',
    flex: '1 1 240px',
    minWidth: 0,
    maxWidth: 420,
    padding: theme.spacing(2),
  },
  wide: { flex: '0 0 auto', maxWidth: 'none' },
  /** A place to fill, however tall its neighbours are. */
  empty: { borderStyle: 'dashed' },
  next: { margin: 'auto', paddingTop: theme.spacing(1) },
  verdict: { ...theme.typography.body2, marginTop: theme.spacing(1) },
  actions: {
    textAlign: 'right',
    margin: theme.spacing(0, -1, -1),
    // At the bottom, however tall the neighbours are.
    marginTop: 'auto',
    paddingTop: theme.spacing(1),
  },
  head: {
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'baseline',
    gap: theme.spacing(1),
  },
}));

export interface EnvironmentBoxProps {
  model: EntityModel;
  environment: EnvironmentStatus;
  /** Whether there is anything to deploy. */
  deployable: boolean;
  /** Takes a row of its own. */
  wide: boolean;
  onOpenDeployment: (id: string) => void;
}

/** The live version of one environment, its age, traffic and verdict. */
export function EnvironmentBox(props: EnvironmentBoxProps) {
  const { model, environment, deployable, onOpenDeployment } = props;
  const { name, liveVersion, liveSince, activeDeployment } = environment;
  const classes = useStyles();
  const failed = findFailedAttempt(environment);
  const isObserved = environment.runtime === EXTERNAL_RUNTIME;
  const isStoppable = !isObserved && activeDeployment?.trigger !== 'stop';
  return (
    <Paper
      variant="outlined"
      component="section"
      className={clsx(
        classes.root,
        props.wide && classes.wide,
        liveVersion === undefined && classes.empty,
      )}
      aria-label={name}
    >
      <div className={classes.head}>
        <Typography variant="subtitle1" component="h3">
          {name}
        </Typography>
        <Subtle>
          {liveVersion === undefined ? (
            <NothingLive environment={environment} />
          ) : (
            <>
              <strong>v{liveVersion}</strong>
              {liveSince && (
                <>
                  {' since '}
                  <RelativeTime time={liveSince} />
                </>
              )}
            </>
          )}
        </Subtle>
      </div>
      {environment.traffic.length > 0 && (
        <TrafficBar traffic={environment.traffic} />
      )}
      {liveVersion !== undefined && (
        <div className={classes.verdict}>
          <VerdictReasons verdict={environment.verdict} />
        </div>
      )}
      {environment.retrain && <RetrainLine retrain={environment.retrain} />}
      {failed && (
        <div>
          <MuiLink
            component="button"
            variant="body2"
            onClick={() => onOpenDeployment(failed.deployment.id)}
          >
            <StatusWord
              status={failed.deployment.status}
              tone={
                failed.deployment.status === 'failed' ? 'warning' : undefined
              }
              word={shortFailure(failed.deployment)}
            />
          </MuiLink>
        </div>
      )}
      {activeDeployment && (
        <Deploying
          deployment={activeDeployment}
          onOpen={() => onOpenDeployment(activeDeployment.id)}
        />
      )}
      {liveVersion === undefined && !activeDeployment && deployable && (
        <div className={classes.next}>
          <DeployButton
            model={model}
            environment={name}
            description={`Deploy to ${name}`}
            variant="outlined"
            size="small"
          />
        </div>
      )}
      {isObserved && (
        <div className={classes.actions}>
          <Subtle variant="caption">Deployed by its own pipeline</Subtle>
        </div>
      )}
      {isStoppable && liveVersion !== undefined && (
        <div className={classes.actions}>
          {environment.rollBackTo !== undefined && (
            <RollBackButton
              {...{ model, environment: name }}
              version={environment.rollBackTo}
            />
          )}
          {environment.trafficEdit && (
            <EditTrafficButton
              {...{ model, environment }}
              edit={environment.trafficEdit}
              onRequested={onOpenDeployment}
            />
          )}
          <RebuildButton
            {...{ model, environment }}
            onRequested={onOpenDeployment}
          />
          <StopButton
            model={model}
            environment={name}
            version={liveVersion}
            deploying={activeDeployment !== undefined}
            approvalNeeded={environment.approval !== undefined}
            onRequested={onOpenDeployment}
          />
        </div>
      )}
    </Paper>
  );
}

/** Default: a deployment. */
const WHAT: Partial<Record<DeploymentTrigger, string>> = {
  stop: 'Stop in',
  traffic: 'Edit of the traffic of',
  rebuild: 'Rebuild of',
  retire: 'Retirement of a version in',
};

function Deploying(props: {
  deployment: DeploymentSummary;
  onOpen: () => void;
}) {
  // As what shows its steps does: two that ask each at its own time tell two
  // figures of one deployment.
  const followed = useDeployment(props.deployment.id).data ?? props.deployment;
  const { environment, status, progress, trigger } = followed;
  const moves = !waitsForDecision(status) && !isFinalDeploymentStatus(status);
  const far = progressAfterStatus(followed);
  const what = WHAT[trigger] ?? 'Deployment to';
  return (
    <div>
      <MuiLink component="button" variant="body2" onClick={props.onOpen}>
        {STATUS_LOOKS[status].word}
        {far && `: ${far}`}
      </MuiLink>
      {moves && (
        <LinearProgress
          aria-label={`${what} ${environment}`}
          variant={progress === undefined ? 'indeterminate' : 'determinate'}
          value={(progress ?? 0) * 100}
        />
      )}
    </div>
  );
}
