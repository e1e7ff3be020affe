import { EvaluationMetric } from '@noshelfware/backstage-plugin-ml-models-common';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import ArrowDropDownIcon from '@material-ui/icons/ArrowDropDown';
import ArrowDropUpIcon from '@material-ui/icons/ArrowDropUp';
import { BackstageTheme } from '@backstage/theme';
import {
  formatCountOf,
  formatNumber,
} from '../../../components/formatNumber/formatNumber';
import { differenceOf } from '../compareMetrics';

const useStyles = makeStyles<BackstageTheme>(theme => ({
  difference: {
    display: 'flex',
    alignItems: 'center',
    marginLeft: -6,
  },
  better: { color: theme.palette.status.ok },
  worse: { color: theme.palette.status.error },
  other: {},
}));

export interface MetricValueProps {
  metric: EvaluationMetric;
  /** The same metric of the version it is compared with. */
  other?: EvaluationMetric;
  /** What that version is called, e.g. `the live version 3`. */
  otherName: string;
  /** Whether both were measured on the same data; default: yes. */
  sameData?: boolean;
}

/** The value of a metric, and how far it is from another version's. */
export function MetricValue(props: MetricValueProps) {
  const { metric, other, otherName, sameData = true } = props;
  return (
    <span title={metric.n ? formatCountOf(metric.n, 'row') : undefined}>
      {formatNumber(metric.value, metric.unit)}
      {other && <Difference {...{ metric, other, otherName, sameData }} />}
    </span>
  );
}

function Difference(props: Required<MetricValueProps>) {
  const classes = useStyles();
  const { difference, verdict: onSameData } = differenceOf(
    props.metric,
    props.other,
  );
  if (onSameData === 'same') {
    return null;
  }
  const verdict = props.sameData ? onSameData : 'other';
  const Arrow = difference > 0 ? ArrowDropUpIcon : ArrowDropDownIcon;
  const size = formatNumber(Math.abs(difference));
  const word = verdict === 'other' ? moreOrLess(difference) : verdict;
  return (
    <Typography
      variant="caption"
      component="span"
      className={classes.difference}
      title={`${size} ${word} than ${props.otherName}${
        props.sameData ? '' : ', which may be of other test data'
      }`}
    >
      <Arrow fontSize="small" className={classes[verdict]} aria-hidden />
      {size} {word}
    </Typography>
  );
}

function moreOrLess(difference: number): string {
  return difference > 0 ? 'more' : 'less';
}
