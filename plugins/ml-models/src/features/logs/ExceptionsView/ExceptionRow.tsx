import Button from '@material-ui/core/Button';
import Link from '@material-ui/core/Link';
import { makeStyles } from '@material-ui/core/styles';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { ExceptionGroup } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  formatCount,
  formatWhole,
} from '../../../components/formatNumber/formatNumber';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';
import { recordKey } from '../records/mergeRecords';

const useStyles = makeStyles(theme => ({
  cell: { padding: theme.spacing(0.75, 1.5), whiteSpace: 'nowrap' },
  what: { maxWidth: 560 },
  type: { fontWeight: 600, verticalAlign: 'baseline' },
  place: {
    marginLeft: theme.spacing(1),
    fontFamily: 'monospace',
    fontSize: 12.5,
    color: theme.palette.text.secondary,
  },
  message: {
    lineHeight: 1.5,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    color: theme.palette.text.secondary,
  },
}));

export interface ExceptionRowProps {
  group: ExceptionGroup;
  onGroup: (group: ExceptionGroup) => void;
  onRecord: (key: string) => void;
}

export function ExceptionRow(props: ExceptionRowProps) {
  const classes = useStyles();
  const { group } = props;
  return (
    <TableRow hover>
      <TableCell className={`${classes.cell} ${classes.what}`}>
        <div>
          <Link
            component="button"
            variant="body2"
            className={classes.type}
            title={`Show the records with ${group.type}${
              group.place ? ` in ${group.place}` : ''
            } that say so`}
            onClick={() => props.onGroup(group)}
          >
            {group.type}
          </Link>
          {group.place && <span className={classes.place}>{group.place}</span>}
          {group.statusCode !== undefined && (
            <span className={classes.place}>HTTP {group.statusCode}</span>
          )}
        </div>
        <div className={classes.message} title={group.message}>
          {group.messagePattern ?? 'No message'}
        </div>
      </TableCell>
      <TableCell
        className={classes.cell}
        align="right"
        title={formatWhole(group.count)}
      >
        {formatCount(group.count)}
      </TableCell>
      <TableCell className={classes.cell}>
        <RelativeTime time={group.firstSeen} />
      </TableCell>
      <TableCell className={classes.cell}>
        <RelativeTime time={group.lastSeen} />
      </TableCell>
      <TableCell className={classes.cell}>
        {group.versions.join(', ')}
      </TableCell>
      <TableCell className={classes.cell} align="right">
        <Button
          size="small"
          onClick={() => props.onRecord(recordKey(group.example))}
        >
          Open newest
        </Button>
      </TableCell>
    </TableRow>
  );
}
