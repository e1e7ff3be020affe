import { SampleStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: { marginBottom: theme.spacing(2) },
  message: { width: '100%' },
  bar: { marginTop: theme.spacing(1) },
}));

export interface SampleProgressProps {
  sample: SampleStatus;
  title: string;
  /** Follows the sentence that says what goes on. */
  then?: ReactNode;
  /** Stands between that and the bar. */
  children?: ReactNode;
}

/** What goes on with the sample, or why it does not, and how far it is. */
export function SampleProgress(props: SampleProgressProps) {
  const { sample, title, then, children } = props;
  const classes = useStyles();
  const failed = sample.state === 'failed';
  return (
    <Alert
      severity={failed ? 'warning' : 'info'}
      classes={{ root: classes.root, message: classes.message }}
    >
      <AlertTitle>{title}</AlertTitle>
      <Typography variant="body2">
        {sample.message} {then}
      </Typography>
      {children}
      {!failed && (
        <LinearProgress
          aria-label="Sample set up"
          className={classes.bar}
          variant={
            sample.progress === undefined ? 'indeterminate' : 'determinate'
          }
          value={(sample.progress ?? 0) * 100}
        />
      )}
    </Alert>
  );
}
