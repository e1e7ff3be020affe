import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';

const useStyles = makeStyles(theme => ({
  root: { padding: theme.spacing(0.75, 1, 0.75, 1.5) },
}));

/** Keeps the place of a chart: title line and drawing. */
export function ChartSkeleton(props: { heightPx?: number }) {
  const classes = useStyles();
  return (
    <Paper variant="outlined" className={classes.root}>
      <Skeleton width={160} height={30} />
      <Skeleton variant="rect" height={props.heightPx ?? 150} />
    </Paper>
  );
}
