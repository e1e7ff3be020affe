import { makeStyles } from '@material-ui/core/styles';
import { InferenceDetail } from '@noshelfware/backstage-plugin-ml-models-common';
import { describeOrigin } from './describeOrigin';
import { ReactNode } from 'react';
import { formatLatency } from '../../../components/formatNumber/formatLatency';
import { formatInstant } from '../../../components/RelativeTime/formatInstant';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'max-content 1fr',
    gap: theme.spacing(0.5, 2),
    margin: 0,
    '& dt': { color: theme.palette.text.secondary },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
}));

/** When, where and how fast a record was answered. */
export function RecordFacts(props: { record: InferenceDetail }) {
  const classes = useStyles();
  const { record } = props;
  const facts: Array<[string, ReactNode]> = [
    [
      'Time',
      <>
        {formatInstant(record.time)} (<RelativeTime time={record.time} />)
      </>,
    ],
    ['Environment', record.environment],
    [
      'Traffic',
      record.replay
        ? `${record.traffic}, replayed: an event of the past, sent again`
        : record.traffic,
    ],
    [
      'Latency',
      record.durationMs === undefined
        ? undefined
        : formatLatency(record.durationMs),
    ],
    ['HTTP status', record.statusCode],
    ['Inference id', record.id],
    ['Row', record.row > 0 ? record.row : undefined],
    ['Request id', record.requestId],
    ['Instance', record.instanceId],
    ['Received', formatInstant(record.receivedAt)],
    ['Imported', record.imported && describeOrigin(record.imported)],
  ];
  return (
    <dl className={classes.root}>
      {facts
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => (
          <FactRow key={name} name={name}>
            {value}
          </FactRow>
        ))}
    </dl>
  );
}

function FactRow(props: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </>
  );
}
