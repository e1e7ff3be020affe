import { BackstageTheme } from '@backstage/theme';
import { makeStyles } from '@material-ui/core/styles';
import { PerformanceReport } from '@noshelfware/backstage-plugin-ml-models-common';
import { formatWhole } from '../../../components/formatNumber/formatNumber';
import { ComparedReport } from '../Comparison/comparison';
import { Total, totalsOf } from './totalsOf';

const useStyles = makeStyles<BackstageTheme>(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-end',
    gap: theme.spacing(1, 4),
    margin: theme.spacing(0, 0, 2),
  },
  totals: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 4),
    margin: 0,
  },
  total: { display: 'flex', flexDirection: 'column' },
  /** Below its value, though it is read first. */
  name: {
    order: 1,
    fontSize: theme.typography.caption.fontSize,
    color: theme.palette.textSubtle,
  },
  value: {
    margin: 0,
    fontSize: theme.typography.h6.fontSize,
    fontWeight: 600,
    lineHeight: 1.3,
    fontVariantNumeric: 'tabular-nums',
  },
  n: {
    margin: 0,
    fontSize: theme.typography.caption.fontSize,
    fontWeight: 400,
    color: theme.palette.textSubtle,
  },
  before: {
    order: 2,
    margin: 0,
    fontSize: theme.typography.caption.fontSize,
    color: theme.palette.textSubtle,
    fontVariantNumeric: 'tabular-nums',
  },
  replayed: {
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
}) {
  const classes = useStyles();
  const { requests, replayed } = props.report.totals;
  return (
    <div className={classes.root}>
      <dl className={classes.totals}>
        {totalsOf(props.report, props.compared).map(total => (
          <TotalItem key={total.name} comparing={props.comparing} {...total} />
        ))}
      </dl>
      {replayed > 0 && (
        <div
          className={classes.replayed}
          title="Replayed: events of the past, sent again. Left out of completeness, guardrails and delivery metrics."
        >
          {formatWhole(replayed)} of {formatWhole(requests)} requests were
          replayed
        </div>
      )}
    </div>
  );
}

function TotalItem(props: Total & { comparing: boolean }) {
  const classes = useStyles();
  return (
    <div className={classes.total}>
      <dt className={classes.name}>{props.name}</dt>
      <dd className={classes.value}>
        {props.value} <span className={classes.n}>{props.n}</span>
      </dd>
      {props.comparing && (
        <dd className={classes.before}>{props.before ?? '…'}</dd>
      )}
    </div>
  );
}
