import { BackstageTheme } from '@backstage/theme';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { Status, STATUS_LOOKS } from './statusLooks';

const useStyles = makeStyles<BackstageTheme>(theme => ({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    whiteSpace: 'nowrap',
    fontFamily: theme.typography.fontFamily,
  },
  icon: { fontSize: '1.125em' },
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
  className?: string;
}

/** A verdict, a deployment's, a step's or a service's state: colour, icon and word. */
export function StatusWord(props: StatusWordProps) {
  const classes = useStyles();
  const { Icon, tone, word } = STATUS_LOOKS[props.status];
  return (
    <span className={clsx(classes.root, props.className)}>
      <Icon className={clsx(classes.icon, classes[tone])} aria-hidden />
      {props.word ?? word}
    </span>
  );
}
