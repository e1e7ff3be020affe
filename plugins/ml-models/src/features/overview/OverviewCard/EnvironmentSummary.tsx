import { CopyTextButton, Link } from '@backstage/core-components';
import {
  DeploymentSummary,
  EnvironmentStatus,
  EXTERNAL_RUNTIME,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ReactNode } from 'react';
import { attemptName } from '../../../components/FailedAttempt/attemptWords';
import { findFailedAttempt } from '../../../components/FailedAttempt/findFailedAttempt';
import { NothingLive } from '../../../components/NothingLive/NothingLive';
import { outcomeWords } from '../../../components/outcomeWords/outcomeWords';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';
import { Requester } from '../../../components/Requester/Requester';
import { progressAfterStatus } from '../../../components/StatusWord/progressWords';
import { RetrainLine } from '../../../components/RetrainLine/RetrainLine';
import { StatusWord } from '../../../components/StatusWord/StatusWord';
import { useModelPath } from '../../../components/useModelPath/useModelPath';
import { VerdictReasons } from '../../../components/VerdictReasons/VerdictReasons';
import { FailedAttemptLine } from './FailedAttemptLine';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: '128px minmax(0, 1fr)',
    gap: theme.spacing(0, 2),
    paddingBottom: theme.spacing(1.5),
    marginBottom: theme.spacing(1.5),
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  name: { overflowWrap: 'anywhere' },
  facts: { ...theme.typography.body2, minWidth: 0 },
  endpoint: {
    display: 'flex',
    alignItems: 'center',
    minWidth: 0,
    // In full, on as many lines as it takes: cut off it says nothing.
    '& code': { minWidth: 0, overflowWrap: 'anywhere' },
    '& svg': { fontSize: '1.125rem' },
  },
}));

/** One environment: how well, which version, how much, where. */
export function EnvironmentSummary(props: { environment: EnvironmentStatus }) {
  const { environment } = props;
  const classes = useStyles();
  const failed = findFailedAttempt(environment);
  const { verdict, liveVersion, requestsLastHour } = environment;
  const isLive = liveVersion !== undefined;
  return (
    <section className={classes.root} aria-label={environment.name}>
      <Typography variant="subtitle1" component="h3" className={classes.name}>
        {environment.name}
      </Typography>
      <div className={classes.facts}>
        {(isLive || verdict.state !== 'unknown') && (
          <VerdictReasons verdict={verdict} />
        )}
        <LiveLine environment={environment} />
        {environment.activeDeployment && (
          <DeployingLine deployment={environment.activeDeployment} />
        )}
        {failed && (
          <FailedAttemptLine attempt={failed}>
            <DeploymentLink deployment={failed.deployment}>
              {attemptName(failed.deployment)}
            </DeploymentLink>
          </FailedAttemptLine>
        )}
        {(isLive || requestsLastHour > 0) && (
          <Typography variant="body2">{trafficWords(environment)}</Typography>
        )}
        {environment.retrain && <RetrainLine retrain={environment.retrain} />}
        {environment.endpoint && isLive && (
          <div className={classes.endpoint}>
            <code>{environment.endpoint}</code>
            <CopyTextButton
              text={environment.endpoint}
              variant="tertiary"
              tooltipText="Endpoint copied"
              aria-label={`Copy the endpoint of ${environment.name}`}
            />
          </div>
        )}
      </div>
    </section>
  );
}

function LiveLine({ environment }: { environment: EnvironmentStatus }) {
  const { liveVersion, liveSince, liveBy, lastServed, traffic } = environment;
  const state = traffic.find(({ version }) => version === liveVersion)?.state;
  return (
    <Typography variant="body2">
      {liveVersion === undefined ? (
        <>
          <NothingLive environment={environment} />
          {lastServed &&
            !lastServed.ceased &&
            '; requests are refused, and counted nowhere'}
        </>
      ) : (
        <>
          <strong>Version {liveVersion}</strong>
          {liveSince && (
            <>
              {' since '}
              <RelativeTime time={liveSince} />
            </>
          )}
          {liveBy && (
            <>
              {', by '}
              <Requester by={liveBy} />
            </>
          )}
          {environment.runtime === EXTERNAL_RUNTIME && ', by its own pipeline'}{' '}
          {state && state !== 'ready' && <StatusWord status={state} />}
        </>
      )}
    </Typography>
  );
}

function DeployingLine({ deployment }: { deployment: DeploymentSummary }) {
  return (
    <Typography variant="body2">
      <StatusWord status={deployment.status} />{' '}
      <DeploymentLink deployment={deployment}>
        {progressAfterStatus(deployment) || 'Open the deployment'}
      </DeploymentLink>
    </Typography>
  );
}

function DeploymentLink(props: {
  deployment: DeploymentSummary;
  children: ReactNode;
}) {
  const modelPath = useModelPath();
  const { id, modelRef } = props.deployment;
  return (
    <Link
      underline="always"
      to={`${modelPath(modelRef, 'versions')}?deployment=${id}`}
    >
      {props.children}
    </Link>
  );
}

/** Of the environment, whichever versions answered: the one above may be new. */
function trafficWords(environment: EnvironmentStatus): string {
  const { name, requestsLastHour } = environment;
  if (requestsLastHour === 0) {
    return `No requests in ${name} in the last hour`;
  }
  const words = outcomeWords({
    total: requestsLastHour,
    noun: 'request',
    errors: environment.errorsLastHour,
    invalidRequests: environment.invalidRequestsLastHour,
    failuresUntold: environment.failuresUntoldLastHour,
  });
  return `${words} in ${name} in the last hour`;
}
