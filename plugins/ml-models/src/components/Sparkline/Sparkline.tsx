import { makeStyles } from '@material-ui/core/styles';
import { sparklinePath } from './sparklinePath';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'block',
    color: theme.palette.primary.main,
    overflow: 'visible',
  },
}));

export interface SparklineProps {
  /** Oldest first; null where there is no data. */
  values: readonly (number | null)[];
  /** Says the same in words, e.g. `Requests per day: 120, 140, 90`. */
  label: string;
  /** Pixels; default 96. */
  width?: number;
  /** Pixels; default 24. */
  height?: number;
}

/** A line small enough for a table cell; it starts at 0 and has no axes. */
export function Sparkline(props: SparklineProps) {
  const classes = useStyles();
  const { values, label, width = 96, height = 24 } = props;
  const lone = values.filter(value => value !== null).length === 1;
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className={classes.root}
    >
      <title>{label}</title>
      <path
        d={sparklinePath(values, { width, height })}
        fill="none"
        stroke="currentColor"
        strokeWidth={lone ? 4 : 1.5}
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}
