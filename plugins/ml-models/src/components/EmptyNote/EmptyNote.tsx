import { BackstageTheme } from '@backstage/theme';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ReactNode } from 'react';

const useStyles = makeStyles<BackstageTheme>(theme => ({
  root: { padding: theme.spacing(4, 2), textAlign: 'center' },
  text: {
    maxWidth: 560,
    margin: theme.spacing(1, 'auto'),
    color: theme.palette.textSubtle,
  },
}));

export interface EmptyNoteProps {
  /** What is not there, e.g. `No versions yet`. */
  title: string;
  /** Why not, and what to do. */
  children: ReactNode;
  /** A button or link that does it. */
  action?: ReactNode;
}

/** Stands where there is nothing to show: why, and what to do about it. */
export function EmptyNote(props: EmptyNoteProps) {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <Typography variant="subtitle1" component="p">
        {props.title}
      </Typography>
      <Typography variant="body2" component="div" className={classes.text}>
        {props.children}
      </Typography>
      {props.action}
    </div>
  );
}
