import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useEffect } from 'react';
import { prepareECharts } from '../EChart/loadECharts';

const useStyles = makeStyles(theme => ({
  root: { padding: theme.spacing(0.75, 1, 0.75, 1.5) },
}));

/**
 * Keeps the place of a chart: title line and drawing. What draws is fetched
 * meanwhile, so that a chart does not wait first for its data and then for that.
 */
export function ChartSkeleton(props: { heightPx?: number }) {
  const classes = useStyles();
  useEffect(prepareECharts, []);
  return (
    <Paper variant="outlined" className={classes.root}>
      <Skeleton width={160} height={30} />
      <Skeleton variant="rect" height={props.heightPx ?? 150} />
    </Paper>
  );
}
