import Link from '@material-ui/core/Link';
import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { InferenceRecord } from '@noshelfware/backstage-plugin-ml-models-common';
import { DateTime } from 'luxon';
import { formatLatency } from '../../../components/formatNumber/formatLatency';
import { formatInstant } from '../../../components/RelativeTime/formatInstant';
import { formatValue } from '../../../components/formatValue/formatValue';
import { recordKey } from '../records/mergeRecords';
import { RecordStatus } from '../RecordTable/RecordCell';

const useStyles = makeStyles(theme => ({
  cell: {
    padding: theme.spacing(0, 1),
    height: 32,
    border: 0,
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
  },
  current: { fontWeight: 600, backgroundColor: theme.palette.action.hover },
  outputs: {
    fontFamily: 'monospace',
    fontSize: 12.5,
    maxWidth: 220,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
}));

export interface NeighbourTableProps {
  title: string;
  records: readonly InferenceRecord[];
  /** The one that is shown already. */
  current: InferenceRecord;
  /** Rows of one request: each by its number, the first too. */
  numbered?: boolean;
  onOpen: (key: string) => void;
}

/** Records in a line each; one opens by its time. */
export function NeighbourTable(props: NeighbourTableProps) {
  const classes = useStyles();
  const current = recordKey(props.current);
  return (
    <Table size="small" aria-label={props.title}>
      <TableBody>
        {props.records.map(record => {
          const key = recordKey(record);
          const isCurrent = key === current;
          const when = describeTime(record, props.numbered);
          return (
            <TableRow
              key={key}
              aria-current={isCurrent || undefined}
              className={isCurrent ? classes.current : undefined}
            >
              <TableCell
                className={classes.cell}
                title={formatInstant(record.time)}
              >
                {isCurrent ? (
                  when
                ) : (
                  <Link
                    component="button"
                    variant="body2"
                    onClick={() => props.onOpen(key)}
                  >
                    {when}
                  </Link>
                )}
              </TableCell>
              <TableCell className={classes.cell}>
                <RecordStatus record={record} />
              </TableCell>
              <TableCell className={classes.cell}>v{record.version}</TableCell>
              <TableCell className={classes.cell} align="right">
                {record.durationMs !== undefined &&
                  formatLatency(record.durationMs)}
              </TableCell>
              <TableCell className={`${classes.cell} ${classes.outputs}`}>
                {Object.values(record.outputs ?? {})
                  .map(formatValue)
                  .join(' · ')}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}

/** Rows of one request have one time. */
function describeTime(
  { time, row }: InferenceRecord,
  numbered = row > 0,
): string {
  const clock = DateTime.fromISO(time).toFormat('d LLL HH:mm:ss.SSS');
  return numbered ? `${clock}, row ${row}` : clock;
}
