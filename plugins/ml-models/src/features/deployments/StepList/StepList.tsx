import { BackstageTheme } from '@backstage/theme';
import {
  APPROVE_STEP,
  DeploymentStatus,
  DeploymentStep,
} from '@noshelfware/backstage-plugin-ml-models-common';
import ButtonBase from '@material-ui/core/ButtonBase';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { formatDurationSeconds } from '../../../components/formatNumber/formatDurationSeconds';
import { useNow } from '../../../components/RelativeTime/useNow';
import { PeopleNamed } from '../../../components/Requester/PeopleNamed';
import { deploymentWord } from '../../../components/StatusWord/deploymentWord';
import { StatusWord } from '../../../components/StatusWord/StatusWord';
import {
  Status,
  STATUS_LOOKS,
} from '../../../components/StatusWord/statusLooks';
import { stepSeconds } from '../stepSeconds';

/** The seconds of the running step move as one watches. */
const TICK_MS = 1_000;

const useStyles = makeStyles<BackstageTheme>(theme => ({
  root: { listStyle: 'none', margin: 0, padding: 0 },
  step: {
    width: '100%',
    display: 'block',
    textAlign: 'left',
    padding: theme.spacing(0.5, 1),
    borderRadius: theme.shape.borderRadius,
    borderLeft: `2px solid ${theme.palette.divider}`,
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    '&[aria-current]': {
      borderLeftColor: theme.palette.primary.main,
      backgroundColor: theme.palette.action.selected,
    },
  },
  line: {
    display: 'flex',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    ...theme.typography.body2,
  },
  time: { color: theme.palette.textSubtle, whiteSpace: 'nowrap' },
}));

export interface StepListProps {
  steps: readonly DeploymentStep[];
  /** Of the whole. */
  deployment: DeploymentStatus;
  /** What is said of one of them elsewhere already: why it failed. */
  told: string | undefined;
  /** The step whose log is shown. */
  shown: string | undefined;
  onShow: (step: string) => void;
}

/** The steps of a deployment from top to bottom, each against its last time. */
export function StepList(props: StepListProps) {
  const { steps, deployment, told, shown, onShow } = props;
  const classes = useStyles();
  const now = useNow(TICK_MS);
  return (
    <ol className={classes.root} aria-label="Steps">
      {steps.map(step => (
        <li key={step.name}>
          <ButtonBase
            className={classes.step}
            aria-current={step.name === shown ? 'step' : undefined}
            disabled={!step.hasLog}
            onClick={() => onShow(step.name)}
          >
            <StepLine
              {...{ step, deployment, told }}
              seconds={stepSeconds(step, now)}
            />
          </ButtonBase>
        </li>
      ))}
    </ol>
  );
}

interface StepLineProps {
  step: DeploymentStep;
  deployment: DeploymentStatus;
  told: string | undefined;
  seconds: number | undefined;
}

function StepLine({ step, deployment, told, seconds }: StepLineProps) {
  const classes = useStyles();
  const { name, status, lastSeconds, message } = step;
  const running = status === 'running';
  const outcome = stepOutcome(step, deployment);
  return (
    <>
      <span className={classes.line}>
        <span>
          <StatusWord status={outcome.status} word={name} />{' '}
          <Typography variant="srOnly">{outcome.word}</Typography>
        </span>{' '}
        <span className={classes.time}>{timeWords(step, seconds)}</span>
      </span>
      {message && message !== told && (
        <Typography variant="caption">
          <PeopleNamed text={message} />
        </Typography>
      )}
      {running && lastSeconds !== undefined && seconds !== undefined && (
        <LinearProgress
          aria-label={name}
          variant="determinate"
          value={Math.min(100, (seconds / Math.max(lastSeconds, 0.1)) * 100)}
        />
      )}
    </>
  );
}

/** @returns how a step looks, and what it is called */
function stepOutcome(
  { name, startedAt, status }: DeploymentStep,
  deployment: DeploymentStatus,
): { status: Status; word: string } {
  if (deployment === 'rejected' && status === 'cancelled') {
    // It was decided over in the one that had begun.
    return startedAt
      ? {
          status,
          word: deploymentWord({ status: deployment, currentStep: name }),
        }
      : { status: 'skipped', word: STATUS_LOOKS.skipped.word };
  }
  const waits = name === APPROVE_STEP ? 'awaiting-approval' : 'held';
  const shown =
    status === 'running' && (name === APPROVE_STEP || deployment === 'held')
      ? waits
      : status;
  return { status: shown, word: STATUS_LOOKS[shown].word };
}

function timeWords(
  { status, lastSeconds }: DeploymentStep,
  seconds: number | undefined,
): string {
  const last =
    lastSeconds === undefined ? undefined : formatDurationSeconds(lastSeconds);
  if (seconds === undefined) {
    return last && status === 'pending' ? `last ${last}` : '';
  }
  const took = formatDurationSeconds(
    status === 'running' ? Math.floor(seconds) : seconds,
  );
  return last ? `${took} (last ${last})` : took;
}
