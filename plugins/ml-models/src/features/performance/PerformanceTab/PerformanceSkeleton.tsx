import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { ChartSkeleton } from '../../../charts/ChartFrame/ChartSkeleton';

const useStyles = makeStyles(theme => ({
  totals: { display: 'flex', gap: theme.spacing(4), height: 62 },
  charts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: theme.spacing(1.5),
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
}));

const TOTALS = [0, 1, 2, 3, 4, 5];
const CHARTS = [0, 1, 2, 3, 4, 5];

/** The page's shape, before it is known. */
export function PerformanceSkeleton() {
  const classes = useStyles();
  return (
    <>
      <div className={classes.totals}>
        {TOTALS.map(total => (
          <Skeleton key={total} width={96} height={52} />
        ))}
      </div>
      <div className={classes.charts}>
        {CHARTS.map(chart => (
          <ChartSkeleton key={chart} />
        ))}
      </div>
    </>
  );
}
