import { makeStyles } from '@material-ui/core/styles';
import { InferenceDetail } from '@noshelfware/backstage-plugin-ml-models-common';
import { formatLatency } from '../../../components/formatNumber/formatLatency';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';
import { RecordStatus } from '../RecordTable/RecordCell';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    marginTop: theme.spacing(1.5),
    color: theme.palette.text.secondary,
  },
  status: { color: theme.palette.text.primary, fontWeight: 600 },
}));

/** The record in a line. */
export function RecordSummary(props: { record: InferenceDetail }) {
  const classes = useStyles();
  const { record } = props;
  return (
    <div className={classes.root}>
      <span className={classes.status}>
        <RecordStatus record={record} />
      </span>
      <span>version {record.version}</span>
      <span>{record.environment}</span>
      {record.durationMs !== undefined && (
        <span>{formatLatency(record.durationMs)}</span>
      )}
      <RelativeTime time={record.time} />
      {record.replay && <span>replayed</span>}
    </div>
  );
}
