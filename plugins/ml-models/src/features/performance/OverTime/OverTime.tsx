import { makeStyles } from '@material-ui/core/styles';
import { memo } from 'react';
import { ErrorsChart, ErrorsChartProps } from './ErrorsChart';
import { LabelsChart } from './LabelsChart';
import { LatencyChart } from './LatencyChart';
import { PredictionDriftChart } from './PredictionDriftChart';
import { QualityChart, QualityChartProps } from './QualityChart';
import { TrafficChart } from './TrafficChart';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: theme.spacing(1.5),
    marginBottom: theme.spacing(3),
    [theme.breakpoints.down('sm')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
    },
  },
}));

/**
 * Small multiples on one time axis, with one cursor. Memoised: six charts stay
 * as they are while one types in a filter below.
 */
export const OverTime = memo((props: QualityChartProps & ErrorsChartProps) => {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <TrafficChart {...props} />
      <ErrorsChart {...props} />
      <LatencyChart {...props} />
      <QualityChart {...props} />
      <LabelsChart {...props} />
      <PredictionDriftChart {...props} />
    </div>
  );
});
