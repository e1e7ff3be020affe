import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { TableSkeleton } from '../../../components/TableSkeleton/TableSkeleton';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(176px, 1fr))',
    gap: theme.spacing(2),
    marginBottom: theme.spacing(3),
  },
  table: { marginBottom: theme.spacing(3) },
}));

/** The page's shape, before it is known: its table comes before the charts. */
export function PortfolioSkeleton() {
  const classes = useStyles();
  return (
    <>
      <div className={classes.row}>
        {[1, 2, 3, 4].map(sentence => (
          <Skeleton key={sentence} variant="rect" height={60} />
        ))}
      </div>
      <div className={classes.table}>
        <TableSkeleton rows={8} columns={6} />
      </div>
      <div className={classes.row}>
        {[1, 2, 3, 4, 5].map(chart => (
          <Skeleton key={chart} variant="rect" height={120} />
        ))}
      </div>
    </>
  );
}
