import Button from '@material-ui/core/Button';
import Popover from '@material-ui/core/Popover';
import { makeStyles } from '@material-ui/core/styles';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import {
  Verdict,
  VerdictSignal,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useState } from 'react';
import { DenseTable } from '../../../components/DenseTable/DenseTable';
import { Subtle } from '../../../components/Subtle/Subtle';

const useStyles = makeStyles(theme => ({
  root: { padding: theme.spacing(2), maxWidth: 760 },
  whole: { whiteSpace: 'nowrap' },
}));

const SIGNAL_NAMES: Record<VerdictSignal, string> = {
  'error-rate': 'Errors, 15 minutes',
  latency: 'Latency p95, 15 minutes',
  'feature-drift': 'Drifted features, 24 hours',
  'prediction-drift': 'Prediction drift, 24 hours',
  quality: 'Quality, 7 days',
  completeness: 'Completeness, 1 hour',
  'no-data': 'Requests',
  'not-live': 'Requests',
};

/** What a verdict is judged by, and who has set it. */
export function VerdictLimits(props: {
  limits: NonNullable<Verdict['limits']>;
}) {
  const classes = useStyles();
  const [anchor, setAnchor] = useState<Element | null>(null);
  return (
    <>
      <Button
        size="small"
        aria-haspopup="dialog"
        onClick={event => setAnchor(event.currentTarget)}
      >
        Limits
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        PaperProps={{
          role: 'dialog',
          'aria-label': 'What the verdict is judged by',
          className: classes.root,
        }}
      >
        <Typography variant="subtitle1" component="h2">
          What the verdict is judged by
        </Typography>
        <LimitsTable limits={props.limits} />
        <Subtle variant="caption" component="p">
          A signal gets worse after 3 windows of 5 minutes in a row beyond a
          limit, and better after 5 within; the first look at a model in an
          environment, not at each version, takes in the 3 before it, replayed
          records too. Rates need 100 requests, drift and quality 500; quality
          is judged by one measure, which its reason names. Each stretch of time
          ends with the last whole window before the verdict, not with the range
          of this page: the two may count a few records more or less. 95 % of
          requests are as fast as the p95, which lies between the p90 and the
          p99 of the charts. Set limits in catalog-info.yaml below
          spec.monitoring.thresholds; those above were in force at the last
          look.
        </Subtle>
      </Popover>
    </>
  );
}

function LimitsTable(props: { limits: NonNullable<Verdict['limits']> }) {
  const classes = useStyles();
  return (
    <DenseTable label="Limits by signal">
      <TableHead>
        <TableRow>
          <TableCell>Signal</TableCell>
          <TableCell>Degraded</TableCell>
          <TableCell>Failing</TableCell>
          <TableCell className={classes.whole}>Set by</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {props.limits.map(({ signal, degraded, failing, fromModel }) => (
          <TableRow key={signal}>
            <TableCell>{SIGNAL_NAMES[signal]}</TableCell>
            <TableCell>{degraded}</TableCell>
            <TableCell>{failing ?? 'never alone'}</TableCell>
            <TableCell className={classes.whole}>
              {fromModel ? 'the model' : 'default'}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </DenseTable>
  );
}
