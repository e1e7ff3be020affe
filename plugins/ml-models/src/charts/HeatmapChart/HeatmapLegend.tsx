import { makeStyles } from '@material-ui/core/styles';
import { useChartTheme } from '../useChartTheme';
import { heatmapLegend } from './heatmapLegendItems';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: 3,
    fontSize: theme.typography.caption.fontSize,
    color: theme.palette.text.secondary,
    whiteSpace: 'nowrap',
  },
  item: { display: 'inline-flex', alignItems: 'center', gap: 3 },
  step: { width: 14, height: 10 },
}));

/** What the colours say, from none to a lot. */
export function HeatmapLegend(props: { limit: number; blank: string }) {
  const classes = useStyles();
  const theme = useChartTheme();
  return (
    <div className={classes.root}>
      {heatmapLegend(theme, props.limit).map(({ name, color }) => (
        <span key={color} className={classes.item}>
          <span className={classes.step} style={{ backgroundColor: color }} />
          {name}
        </span>
      ))}
      · blank: {props.blank}
    </div>
  );
}
