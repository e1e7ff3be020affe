import { makeStyles } from '@material-ui/core/styles';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { useId } from 'react';
import { TimeRange } from '../../../timeRange/timeRange';
import { TimeRangePicker } from '../../../timeRange/TimeRangePicker/TimeRangePicker';
import {
  Comparison,
  findComparison,
  writeComparison,
} from '../Comparison/comparison';

const useStyles = makeStyles(theme => ({
  root: {
    position: 'sticky',
    top: 0,
    // Above the charts' tooltips, under the app's own bars.
    zIndex: 3,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    // Room for the labels that stand on the fields' upper edges.
    padding: theme.spacing(1.5, 0, 1),
    marginBottom: theme.spacing(1),
    backgroundColor: theme.palette.background.default,
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  select: { minWidth: 140 },
  input: {
    height: 36,
    fontSize: theme.typography.body2.fontSize,
    // The gap for the label is measured by its own size, not by the value's.
    '& legend': { fontSize: theme.typography.caption.fontSize },
  },
}));

/** Stands for no version in particular. */
const ALL = 'all';

export interface PerformanceBarProps {
  range: TimeRange;
  onRange: (range: TimeRange) => void;
  onRefresh: () => void;
  /** Empty while none is known. */
  environment: string;
  environments: readonly string[];
  onEnvironment: (environment: string) => void;
  /** Absent: all that served in the range. */
  version: number | undefined;
  versions: readonly number[];
  onVersion: (version: number | undefined) => void;
  comparison: Comparison;
  /** Whether there is a time before the range. */
  hasPrevious: boolean;
  onCompare: (comparison: Comparison) => void;
}

/** What the whole page is about: when, where, which version, beside what. */
export function PerformanceBar(props: PerformanceBarProps) {
  const classes = useStyles();
  const id = useId();
  const { environment, version, comparison } = props;
  const compared =
    comparison.kind === 'version' ? comparison.version : undefined;
  return (
    <div className={classes.root}>
      <TimeRangePicker
        range={props.range}
        onChange={props.onRange}
        onRefresh={props.onRefresh}
      />
      <TextField
        id={`${id}-environment`}
        select
        size="small"
        variant="outlined"
        label="Environment"
        className={classes.select}
        InputProps={{ className: classes.input }}
        InputLabelProps={{ shrink: true }}
        value={environment}
        onChange={event => props.onEnvironment(event.target.value)}
      >
        {withCurrent(props.environments, environment).map(name => (
          <MenuItem key={name} value={name}>
            {name}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        id={`${id}-version`}
        select
        size="small"
        variant="outlined"
        label="Version"
        className={classes.select}
        InputProps={{ className: classes.input }}
        InputLabelProps={{ shrink: true }}
        value={version ?? ALL}
        onChange={event =>
          props.onVersion(
            event.target.value === ALL ? undefined : Number(event.target.value),
          )
        }
      >
        <MenuItem value={ALL}>all that served</MenuItem>
        {withCurrent(props.versions, version).map(number => (
          <MenuItem key={number} value={number}>
            version {number}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        id={`${id}-compare`}
        select
        size="small"
        variant="outlined"
        label="Compare with"
        className={classes.select}
        InputProps={{ className: classes.input }}
        InputLabelProps={{ shrink: true }}
        SelectProps={{ displayEmpty: true }}
        value={writeComparison(comparison)}
        onChange={event => props.onCompare(findComparison(event.target.value))}
      >
        <MenuItem value="">nothing</MenuItem>
        <MenuItem value="previous" disabled={!props.hasPrevious}>
          {props.hasPrevious
            ? 'previous period'
            : 'previous period (there is none before all time)'}
        </MenuItem>
        {withCurrent(props.versions, compared)
          .filter(number => number !== version)
          .map(number => (
            <MenuItem
              key={number}
              value={writeComparison({ kind: 'version', version: number })}
            >
              version {number}
            </MenuItem>
          ))}
      </TextField>
    </div>
  );
}

/** A value from a link may not be among those known here. */
function withCurrent<T>(known: readonly T[], current: T | undefined): T[] {
  return current === undefined || current === '' || known.includes(current)
    ? [...known]
    : [current, ...known];
}
