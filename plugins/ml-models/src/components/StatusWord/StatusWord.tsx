import { BackstageTheme } from '@backstage/theme';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { Status, STATUS_LOOKS, Tone } from './statusLooks';

const useStyles = makeStyles<BackstageTheme>(theme => ({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    maxWidth: '100%',
    whiteSpace: 'nowrap',
    fontFamily: theme.typography.fontFamily,
  },
  icon: { fontSize: '1.125em', flexShrink: 0 },
  word: {
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    // Room for what hangs below the line, which tables set close.
    padding: '0.2em 0',
    margin: '-0.2em 0',
  },
  ok: { color: theme.palette.status.ok },
  warning: { color: theme.palette.status.warning },
  error: { color: theme.palette.status.error },
  running: { color: theme.palette.status.running },
  aborted: { color: theme.palette.status.aborted },
}));

export interface StatusWordProps {
  status: Status;
  /** Replaces the usual word, e.g. `Live in production`. */
  word?: string;
  /** Replaces the usual colour, where the same word means less harm. */
  tone?: Tone;
  /** On hover, where the word may be longer than its place. */
  title?: string;
  className?: string;
}

/** A verdict, a deployment's, a step's or a service's state: colour, icon and word. */
export function StatusWord(props: StatusWordProps) {
  const classes = useStyles();
  const { Icon, word, ...usual } = STATUS_LOOKS[props.status];
  const tone = props.tone ?? usual.tone;
  return (
    <span className={clsx(classes.root, props.className)} title={props.title}>
      <Icon className={clsx(classes.icon, classes[tone])} aria-hidden />
      <span className={classes.word}>{props.word ?? word}</span>
    </span>
  );
}
