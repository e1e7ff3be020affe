import {
  DeploymentSummary,
  ModelSummary,
} from '@noshelfware/backstage-plugin-ml-models-common';
import clsx from 'clsx';
import { attemptName } from '../FailedAttempt/attemptWords';
import { formatCount, formatCountOf } from '../formatNumber/formatNumber';
import { RelativeTime } from '../RelativeTime/RelativeTime';
import { Sparkline } from '../Sparkline/Sparkline';
import { deploymentWord } from '../StatusWord/deploymentWord';
import { STATUS_LOOKS } from '../StatusWord/statusLooks';
import { StatusWord } from '../StatusWord/StatusWord';
import { useCellStyles } from './useCellStyles';

interface CellProps {
  model: ModelSummary;
}

/** With more features than this both numbers do not fit one line. */
const ONE_LINE_MAX = 99;

export function DriftCell({ model }: CellProps) {
  const classes = useCellStyles();
  if (!model.drift) {
    return (
      <span className={classes.none} title="Too little data to say">
        –
      </span>
    );
  }
  const { drifted, features } = model.drift;
  const of = `of ${formatCount(features)}`;
  const [first, second] =
    features > ONE_LINE_MAX ? [drifted, of] : [`${drifted} ${of}`, 'features'];
  return drifted ? (
    <span title={`${drifted} ${of} features have drifted`}>
      <span className={classes.line}>{first}</span>
      <span className={clsx(classes.line, classes.small)}>{second}</span>
    </span>
  ) : (
    <span className={classes.none} title={`0 of ${features} features`}>
      None
    </span>
  );
}

export function TrafficCell({ model }: CellProps) {
  const classes = useCellStyles();
  const { requestsPerDay } = model;
  if (requestsPerDay.every(requests => requests === 0)) {
    return (
      <span className={classes.none} title="No requests in 7 days">
        None
      </span>
    );
  }
  const days = requestsPerDay.map(formatCount).join(', ');
  return (
    <Sparkline
      values={requestsPerDay}
      label={`Requests per day: ${days}`}
      width={68}
    />
  );
}

export function DeployedCell({ model }: CellProps) {
  const classes = useCellStyles();
  const deployment = model.lastDeployment;
  if (!deployment) {
    return <span className={classes.none}>Never</span>;
  }
  const live = findLive(model, deployment.environment);
  return (
    <>
      <span className={classes.line}>
        <DeploymentWord deployment={deployment} live={live} />
      </span>
      {deployment.status === 'stopped' && live && (
        // The model is not, as a whole.
        <span className={clsx(classes.line, classes.small)}>
          in {deployment.environment}
        </span>
      )}
      <RelativeTime
        time={deployment.endedAt ?? deployment.createdAt}
        className={clsx(classes.line, classes.small)}
      />
    </>
  );
}

interface Live {
  environment: string;
  version: number;
}

/** @returns what is live at the place, or else as close to the users as anything is */
function findLive(
  { environments }: ModelSummary,
  place: string,
): Live | undefined {
  const live = environments.flatMap(({ name, liveVersion }) =>
    liveVersion === undefined
      ? []
      : [{ environment: name, version: liveVersion }],
  );
  return live.find(it => it.environment === place) ?? live[live.length - 1];
}

function DeploymentWord(props: {
  deployment: DeploymentSummary;
  live: Live | undefined;
}) {
  const { deployment, live } = props;
  const { status } = deployment;
  if (status === 'failed' && live) {
    return <FailedBesideLive deployment={deployment} live={live} />;
  }
  if (status === 'awaiting-approval') {
    // The usual word does not fit the column.
    const { word } = STATUS_LOOKS[status];
    return <StatusWord status={status} word="To approve" title={word} />;
  }
  return <StatusWord status={status} word={deploymentWord(deployment)} />;
}

/** Callers have what they had: no outage is meant. */
function FailedBesideLive(props: {
  deployment: DeploymentSummary;
  live: Live;
}) {
  const { deployment, live } = props;
  const attempt = `${attemptName(deployment)} to ${deployment.environment}`;
  return (
    <StatusWord
      status="failed"
      tone="warning"
      // What else can be tried has no shorter word that fits the column.
      word={deployment.version === undefined ? 'Build failed' : 'Try failed'}
      title={`${attempt} failed; version ${live.version} stays live${
        live.environment === deployment.environment
          ? ''
          : ` in ${live.environment}`
      }`}
    />
  );
}

export function ShelfCell({ model }: CellProps) {
  if (!model.onShelf) {
    return null;
  }
  return model.shelfAgeDays < 1 ? (
    <>&lt; 1 day</>
  ) : (
    <>{formatCountOf(Math.floor(model.shelfAgeDays), 'day')}</>
  );
}
