import { makeStyles } from '@material-ui/core/styles';
import { useChartTheme } from '../useChartTheme';
import { heatColor } from './heatColor';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    fontSize: theme.typography.caption.fontSize,
    color: theme.palette.text.secondary,
    whiteSpace: 'nowrap',
  },
  step: { width: 14, height: 10 },
}));

/** What the colours say, from none to a lot. */
export function HeatmapLegend(props: { limit: number }) {
  const classes = useStyles();
  const theme = useChartTheme();
  const { limit } = props;
  const quiet = [0, limit * 0.5, limit * 0.99];
  const loud = [limit, 0.2, 0.3, 0.4, 0.5].filter(step => step >= limit);
  const swatch = (step: number) => (
    <span
      key={step}
      className={classes.step}
      style={{ backgroundColor: heatColor(theme, step, limit) }}
    />
  );
  return (
    <div className={classes.root}>
      0 {quiet.map(swatch)} {limit} {loud.map(swatch)} ≥ 0.5 · blank: too little
      to say
    </div>
  );
}
