import { Delivery } from '@noshelfware/backstage-plugin-ml-models-common';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { Subtle } from '../../../components/Subtle/Subtle';
import { formatCountOf } from '../../../components/formatNumber/formatNumber';
import { Sparkline } from '../../../components/Sparkline/Sparkline';
import { DELIVERY_MEASURES, DeliveryMeasure } from './deliveryMeasures';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(176px, 1fr))',
    gap: theme.spacing(2, 3),
  },
  chart: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    minWidth: 0,
    height: 120,
  },
  value: { ...theme.typography.h6, marginBottom: 0 },
}));

/** Five small charts over the weeks: value, trend and sample size. */
export function DeliveryCharts({ delivery }: { delivery: Delivery }) {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      {DELIVERY_MEASURES.map(measure => (
        <DeliveryChart
          key={measure.id}
          measure={measure}
          measured={delivery[measure.id]}
        />
      ))}
    </div>
  );
}

interface DeliveryChartProps {
  measure: DeliveryMeasure;
  measured: Delivery[keyof Delivery];
}

function DeliveryChart({ measure, measured }: DeliveryChartProps) {
  const classes = useStyles();
  const { value, n, trend } = measured;
  const weeks = trend
    .map(week => (week === null ? 'no data' : measure.format(week)))
    .join(', ');
  return (
    <section className={classes.chart} title={measure.meaning}>
      <Typography variant="body2" component="h3">
        {measure.title}
      </Typography>
      <div className={classes.value}>
        {value === undefined ? 'No data' : measure.format(value)}
      </div>
      {trend.some(week => week !== null) && (
        <Sparkline
          values={trend}
          label={`${measure.title} per week: ${weeks}`}
          width={160}
          height={32}
        />
      )}
      <Subtle variant="caption">
        {n ? formatCountOf(n, measure.noun) : `No ${measure.noun}s yet`}
      </Subtle>
    </section>
  );
}
