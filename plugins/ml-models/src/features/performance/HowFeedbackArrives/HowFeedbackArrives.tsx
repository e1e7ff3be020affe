import { CopyTextButton } from '@backstage/core-components';
import { discoveryApiRef, useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { NewTokenLink } from '../../../components/NewTokenLink/NewTokenLink';
import { feedbackCurl } from './feedbackCurl';

const useStyles = makeStyles(theme => ({
  command: {
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    padding: theme.spacing(1.5),
    fontSize: 12.5,
    backgroundColor: theme.palette.background.default,
  },
}));

/** A button that tells how true outcomes are sent. */
export function HowFeedbackArrives(props: { modelRef: string }) {
  const classes = useStyles();
  const titleId = useId();
  const [open, setOpen] = useState(false);
  const discovery = useApi(discoveryApiRef);
  const { data: baseUrl = '' } = useQuery({
    queryKey: ['ml-models', 'base-url'],
    queryFn: () => discovery.getBaseUrl('ml-models'),
    enabled: open,
  });
  const command = feedbackCurl({ baseUrl, modelRef: props.modelRef });
  return (
    <>
      <Button size="small" color="primary" onClick={() => setOpen(true)}>
        How to send true outcomes
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        maxWidth="md"
        aria-labelledby={titleId}
      >
        <DialogTitle id={titleId}>How to send true outcomes</DialogTitle>
        <DialogContent>
          <Typography variant="body2" paragraph>
            When it turns out what was right, send it with the id of the
            prediction: the model’s answer carries it (services from our
            templates in <code>parameters.inference_id</code>), and so does
            every record of the Logs tab. Any OpenTelemetry SDK or Collector can
            do it; so can curl. It is safe to send again, and a correction
            replaces what was sent before. It takes a{' '}
            <NewTokenLink purpose="ingest">
              token that may send records
            </NewTokenLink>
            .
          </Typography>
          <pre className={classes.command}>{command}</pre>
        </DialogContent>
        <DialogActions>
          <CopyTextButton
            text={command}
            tooltipText="Copied the command"
            aria-label="Copy the command"
          />
          <Button onClick={() => setOpen(false)}>Close</Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
