import { BackstageTheme } from '@backstage/theme';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import { PerformanceReport } from '@noshelfware/backstage-plugin-ml-models-common';
import { useContext } from 'react';
import { formatWhole } from '../../../components/formatNumber/formatNumber';
import { useElementWidth } from '../../../charts/useElementWidth';
import { ClockContext } from '../../../components/RelativeTime/useNow';
import { InstantRange, noteOfCounted } from '../../../timeRange/timeRange';
import { ComparedReport } from '../Comparison/comparison';
import { evenColumns, TILE_GAP_UNITS, TILE_PX } from './evenColumns';
import { Total, totalsOf } from './totalsOf';

const useStyles = makeStyles<BackstageTheme>(theme => ({
  root: { margin: theme.spacing(0, 0, 2) },
  totals: {
    display: 'grid',
    gridTemplateColumns: `repeat(auto-fill, minmax(${TILE_PX}px, 1fr))`,
    columnGap: theme.spacing(TILE_GAP_UNITS),
    margin: 0,
  },
  /** Value, name and difference stand in line with those beside, however long one is. */
  total: {
    display: 'grid',
    gridRow: 'span 3',
    gridTemplateRows: 'subgrid',
    paddingBottom: theme.spacing(1),
  },
  /** Below its value, though it is read first. */
  name: {
    order: 1,
    fontSize: theme.typography.caption.fontSize,
    color: theme.palette.textSubtle,
  },
  /** Its lines are as high as small text, but for the one with the number. */
  measured: {
    margin: 0,
    fontSize: theme.typography.caption.fontSize,
    lineHeight: 1.3,
    color: theme.palette.textSubtle,
  },
  value: {
    fontSize: theme.typography.h6.fontSize,
    fontWeight: 600,
    color: theme.palette.text.primary,
    fontVariantNumeric: 'tabular-nums',
  },
  before: {
    order: 2,
    margin: 0,
    fontSize: theme.typography.caption.fontSize,
    color: theme.palette.textSubtle,
    fontVariantNumeric: 'tabular-nums',
  },
  note: {
    width: 'fit-content',
    marginTop: theme.spacing(1),
    padding: theme.spacing(0.25, 1),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    fontSize: theme.typography.caption.fontSize,
    color: theme.palette.textSubtle,
  },
}));

/** The whole range in a few numbers, each with what it was measured on. */
export function TotalsRow(props: {
  report: PerformanceReport;
  compared?: ComparedReport;
  /** Whether there is, or will be, something to compare with: room is kept. */
  comparing: boolean;
  /** What the report was asked for. */
  asked: InstantRange;
  /** What was to be compared with, and holds nothing, e.g. `previous period`. */
  emptySide?: string;
}) {
  const classes = useStyles();
  const { compared } = props;
  const { requests, replayed } = props.report.totals;
  const totals = totalsOf(props.report, compared);
  const shared = findShared(props.report, compared);
  const [measure, columns] = useEvenColumns(totals.length);
  const clock = useContext(ClockContext);
  const counted = noteOfCounted(props.asked, props.report, clock());
  return (
    <div className={classes.root}>
      <dl ref={measure} className={classes.totals} style={columns}>
        {totals.map(total => (
          <TotalItem key={total.name} comparing={props.comparing} {...total} />
        ))}
      </dl>
      {props.emptySide && (
        <div className={classes.note}>
          There is nothing to compare with: {props.emptySide} has no requests
        </div>
      )}
      {shared !== undefined && (
        <div className={classes.note}>
          Version {shared} is part of both sides: choose one version to set two
          apart
        </div>
      )}
      {counted && <div className={classes.note}>{counted}</div>}
      {replayed > 0 && (
        <div
          className={classes.note}
          title="Replayed: events of the past, sent again. Left out of completeness, guardrails and delivery metrics."
        >
          {formatWhole(replayed)} of {formatWhole(requests)} requests were
          replayed
        </div>
      )}
    </div>
  );
}

/** @returns the version that is compared with, where it is one of several of the report */
function findShared(
  { versions }: PerformanceReport,
  compared: ComparedReport | undefined,
): number | undefined {
  return versions.length > 1
    ? versions.find(version => version === compared?.query.version)
    : undefined;
}

/** @returns a callback ref, and the columns, which are not known before it is laid out */
function useEvenColumns(tiles: number) {
  const gapPx = useTheme().spacing(TILE_GAP_UNITS);
  const [measure, roomPx] = useElementWidth();
  const most = Math.floor((roomPx + gapPx) / (TILE_PX + gapPx));
  return [
    measure,
    roomPx === 0
      ? undefined
      : {
          gridTemplateColumns: `repeat(${evenColumns(
            tiles,
            Math.max(1, most),
          )}, minmax(0, 1fr))`,
        },
  ] as const;
}

function TotalItem(props: Total & { comparing: boolean }) {
  const classes = useStyles();
  return (
    <div className={classes.total}>
      <dt className={classes.name}>{props.name}</dt>
      <dd className={classes.measured}>
        <span className={classes.value}>{props.value}</span>{' '}
        <span>{props.n}</span>
      </dd>
      {props.comparing && (
        <dd className={classes.before}>{props.before ?? '…'}</dd>
      )}
    </div>
  );
}
