import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';

const useStyles = makeStyles(theme => ({
  row: {
    height: 40,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(3),
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  wide: { flex: 2 },
  narrow: { flex: 1 },
}));

/** Grey bars where the rows of a table will be. */
export function TableSkeleton(props: { rows: number; columns: number }) {
  const classes = useStyles();
  const columns = Array.from({ length: props.columns }, (_, index) => index);
  return (
    <div>
      {Array.from({ length: props.rows }, (_, row) => (
        <div key={row} className={classes.row}>
          {columns.map(column => (
            <Skeleton
              key={column}
              className={column === 0 ? classes.wide : classes.narrow}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
