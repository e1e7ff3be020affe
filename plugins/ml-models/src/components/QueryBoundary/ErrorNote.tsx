import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { errorMessage } from '../../api/errorMessage';

const useStyles = makeStyles({ retry: { whiteSpace: 'nowrap' } });

export interface ErrorNoteProps {
  /** What did not work. */
  title: string;
  error: Error;
  onRetry?: () => void;
  retrying?: boolean;
}

/** What did not work, in the server's own words, and a way to try again. */
export function ErrorNote(props: ErrorNoteProps) {
  const classes = useStyles();
  return (
    <Alert
      severity="error"
      action={
        props.onRetry && (
          <Button
            color="inherit"
            size="small"
            onClick={props.onRetry}
            disabled={props.retrying}
            className={classes.retry}
          >
            Try again
          </Button>
        )
      }
    >
      <AlertTitle>{props.title}</AlertTitle>
      {errorMessage(props.error)}
    </Alert>
  );
}
