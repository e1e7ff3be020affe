import Link from '@material-ui/core/Link';
import {
  findSection,
  InferenceRecord,
  tellsFailures,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { DateTime } from 'luxon';
import { Link as RouterLink } from 'react-router-dom';
import { formatLatency } from '../../../components/formatNumber/formatLatency';
import { formatInstant } from '../../../components/RelativeTime/formatInstant';
import { StatusWord } from '../../../components/StatusWord/StatusWord';
import { formatValue } from '../../../components/formatValue/formatValue';
import { isHttpStatus } from '../records/isHttpStatus';
import { columnValue } from '../records/recordColumns';
import { useRecordTableStyles } from './useRecordTableStyles';

export interface RecordCellProps {
  record: InferenceRecord;
  column: string;
  /** Whether it is one of several rows of its request. */
  numbered: boolean;
  /** Query of the URL that opens the record. */
  search: string;
}

/** What one column says of one record. */
export function RecordCell(props: RecordCellProps) {
  const { record, column } = props;
  switch (column) {
    case 'time':
      return <TimeCell {...props} />;
    case 'version':
      return <>{record.version}</>;
    case 'status':
      return <RecordStatus record={record} />;
    case 'latency':
      return (
        <>
          {record.durationMs === undefined
            ? '–'
            : formatLatency(record.durationMs)}
        </>
      );
    case 'environment':
      return <>{record.environment}</>;
    case 'traffic':
      return <>{record.traffic}</>;
    case 'request':
      return <>{record.requestId ?? '–'}</>;
    default:
      return <ValueCell record={record} column={column} />;
  }
}

export function RecordStatus(props: { record: InferenceRecord }) {
  const { status, errorType, statusCode, imported } = props.record;
  if (status === 'ok' && !tellsFailures(imported)) {
    return (
      <StatusWord
        status="unknown"
        word="Answered"
        title="Imported from a log that has no failures in it"
      />
    );
  }
  if (status === 'ok') {
    return <StatusWord status="succeeded" word="OK" />;
  }
  const named = isHttpStatus(errorType, statusCode) ? undefined : errorType;
  const [look, word] =
    status === 'invalid'
      ? ([
          'skipped',
          `${statusCode} Invalid request${named ? `, ${named}` : ''}`,
        ] as const)
      : ([
          'failed',
          [statusCode, named ?? 'Error']
            .filter(part => part !== undefined)
            .join(' '),
        ] as const);
  return <StatusWord status={look} word={word} title={word} />;
}

function TimeCell(props: RecordCellProps) {
  const classes = useRecordTableStyles();
  const { time, replay, row } = props.record;
  return (
    <>
      <Link
        component={RouterLink}
        to={{ search: props.search }}
        color="inherit"
        title={formatInstant(time)}
        onClick={event => event.stopPropagation()}
      >
        <time dateTime={time}>
          {DateTime.fromISO(time).toFormat('d LLL HH:mm:ss.SSS')}
        </time>
      </Link>
      {props.numbered && (
        <span
          className={classes.tag}
          title="One request asked for several predictions: each is a row"
        >
          row {row}
        </span>
      )}
      {replay && (
        <span
          className={classes.tag}
          title="Replayed: an event of the past, sent again. Left out of completeness, guardrails and delivery metrics."
        >
          replay
        </span>
      )}
    </>
  );
}

function ValueCell(props: { record: InferenceRecord; column: string }) {
  const classes = useRecordTableStyles();
  const { record } = props;
  const column = findSection(props.column);
  if (column && record[column.section] === undefined) {
    return (
      <span
        className={classes.none}
        title={
          column.section === 'target'
            ? 'No outcome has arrived yet'
            : missingBody(record)
        }
      >
        –
      </span>
    );
  }
  const text = formatValue(column && columnValue(record, column));
  return (
    <span
      className={text === '–' ? classes.none : classes.value}
      title={text.length > 20 ? text : undefined}
    >
      {text}
    </span>
  );
}

function missingBody(record: InferenceRecord): string {
  return record.status !== 'ok'
    ? 'The request failed before there was any'
    : 'Sampled out: counted, its values not kept';
}
