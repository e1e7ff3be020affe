import Button from '@material-ui/core/Button';
import Link from '@material-ui/core/Link';
import { makeStyles } from '@material-ui/core/styles';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { ExceptionGroup } from '@noshelfware/backstage-plugin-ml-models-common';
import clsx from 'clsx';
import {
  formatCount,
  formatWhole,
} from '../../../components/formatNumber/formatNumber';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';
import { Subtle } from '../../../components/Subtle/Subtle';
import { recordKey } from '../records/mergeRecords';
import { isHttpStatus } from '../records/isHttpStatus';

const useStyles = makeStyles(theme => ({
  row: { cursor: 'pointer' },
  cell: { padding: theme.spacing(0.75, 1.5), whiteSpace: 'nowrap' },
  // Names of types and places may have no space to be broken at.
  what: { maxWidth: 560, whiteSpace: 'normal', overflowWrap: 'anywhere' },
  versions: { minWidth: 88, whiteSpace: 'normal' },
  type: { fontWeight: 600, verticalAlign: 'baseline', textAlign: 'left' },
  place: {
    marginLeft: theme.spacing(1),
    fontFamily: 'monospace',
    fontSize: 12.5,
    color: theme.palette.text.secondary,
  },
  message: { lineHeight: 1.5, color: theme.palette.text.secondary },
  newest: {
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 4,
    overflow: 'hidden',
    lineHeight: 1.5,
  },
  oneLine: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
}));

export interface ExceptionRowProps {
  group: ExceptionGroup;
  /** In few columns: when and where it was seen below the message. */
  compact: boolean;
  onGroup: (group: ExceptionGroup) => void;
  onRecord: (key: string) => void;
}

export function ExceptionRow(props: ExceptionRowProps) {
  const classes = useStyles();
  const { group, compact } = props;
  return (
    <TableRow
      hover
      className={classes.row}
      onClick={() => props.onGroup(group)}
    >
      <TableCell className={clsx(classes.cell, classes.what)}>
        <div>
          <Link
            component="button"
            variant="body2"
            className={classes.type}
            title={`Show the records with ${group.type}${
              group.place ? ` in ${group.place}` : ''
            } that say so`}
            // By keyboard; its click, too, is heard by the row.
          >
            {group.type}
          </Link>
          {group.place && <span className={classes.place}>{group.place}</span>}
          {group.statusCode !== undefined &&
            !isHttpStatus(group.type, group.statusCode) && (
              <span className={classes.place}>HTTP {group.statusCode}</span>
            )}
        </div>
        <div
          className={clsx(classes.message, !compact && classes.oneLine)}
          title={group.message}
        >
          {group.messagePattern ?? 'No message'}
        </div>
        {group.message !== group.messagePattern && (
          <div className={classes.newest} title={group.message}>
            Last: {group.message}
          </div>
        )}
        {compact && (
          <Subtle variant="caption" component="div">
            First seen <RelativeTime time={group.firstSeen} />, last{' '}
            <RelativeTime time={group.lastSeen} />, in{' '}
            {group.versions.map(version => `v${version}`).join(', ')}
          </Subtle>
        )}
      </TableCell>
      <TableCell
        className={classes.cell}
        align="right"
        title={formatWhole(group.count)}
      >
        {formatCount(group.count)}
      </TableCell>
      {!compact && (
        <>
          <TableCell className={classes.cell}>
            <RelativeTime time={group.firstSeen} />
          </TableCell>
          <TableCell className={classes.cell}>
            <RelativeTime time={group.lastSeen} />
          </TableCell>
          <TableCell className={clsx(classes.cell, classes.versions)}>
            {group.versions.join(', ')}
          </TableCell>
        </>
      )}
      <TableCell className={classes.cell} align="right">
        <Button
          size="small"
          onClick={event => {
            event.stopPropagation();
            props.onRecord(recordKey(group.example));
          }}
        >
          Open newest
        </Button>
      </TableCell>
    </TableRow>
  );
}
