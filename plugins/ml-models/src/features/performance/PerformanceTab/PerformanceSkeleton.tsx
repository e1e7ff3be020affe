import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { ChartSkeleton } from '../../../charts/ChartFrame/ChartSkeleton';
import { TILE_GAP_UNITS, TILE_PX } from '../TotalsRow/evenColumns';

const useStyles = makeStyles(theme => ({
  totals: {
    display: 'grid',
    gridTemplateColumns: `repeat(auto-fill, minmax(${TILE_PX}px, 1fr))`,
    gap: theme.spacing(1, TILE_GAP_UNITS),
    marginBottom: theme.spacing(2),
  },
  charts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: theme.spacing(1.5),
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
}));

/** As many as a classifier with outcomes has. */
const TOTALS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const CHARTS = [0, 1, 2, 3, 4, 5];

/** The page's shape, before it is known. */
export function PerformanceSkeleton() {
  const classes = useStyles();
  return (
    <>
      <div className={classes.totals}>
        {TOTALS.map(total => (
          <Skeleton key={total} variant="rect" width={96} height={46} />
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
