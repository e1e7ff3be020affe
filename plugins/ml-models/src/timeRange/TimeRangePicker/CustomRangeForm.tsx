import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { DateTime } from 'luxon';
import { FormEvent, useContext, useId, useState } from 'react';
import { ClockContext } from '../../components/RelativeTime/useNow';
import { TimeRange, toInstants } from '../timeRange';

const useStyles = makeStyles(theme => ({
  form: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    padding: theme.spacing(2),
    borderLeft: `1px solid ${theme.palette.divider}`,
    minWidth: 240,
  },
}));

/** What `<input type="datetime-local">` holds. */
const FIELD_FORMAT = "yyyy-MM-dd'T'HH:mm";

export interface CustomRangeFormProps {
  /** The range to start from. */
  range: TimeRange;
  onApply: (range: TimeRange) => void;
}

/** Two moments in the viewer's zone. */
export function CustomRangeForm(props: CustomRangeFormProps) {
  const classes = useStyles();
  const id = useId();
  const clock = useContext(ClockContext);
  const [initial] = useState(() => toFields(props.range, clock()));
  const [from, setFrom] = useState(initial.from);
  const [until, setUntil] = useState(initial.until);
  const range = { from: toMillis(from), until: toMillis(until) };
  const backwards = range.from >= range.until;
  const apply = (event: FormEvent) => {
    event.preventDefault();
    if (range.from < range.until) {
      props.onApply({ kind: 'between', ...range });
    }
  };
  return (
    <form className={classes.form} onSubmit={apply} aria-label="Custom range">
      <TextField
        id={`${id}-from`}
        label="From"
        type="datetime-local"
        value={from}
        onChange={event => setFrom(event.target.value)}
        InputLabelProps={{ shrink: true }}
      />
      <TextField
        id={`${id}-until`}
        label="Until"
        type="datetime-local"
        value={until}
        onChange={event => setUntil(event.target.value)}
        InputLabelProps={{ shrink: true }}
        error={backwards}
        helperText={backwards ? 'Has to be after the start.' : undefined}
      />
      <Typography variant="caption" color="textSecondary">
        Times are in your zone, {DateTime.local().zoneName}.
      </Typography>
      <Button
        type="submit"
        variant="outlined"
        color="primary"
        disabled={!(range.from < range.until)}
      >
        Show this range
      </Button>
    </form>
  );
}

function toFields(range: TimeRange, now: number) {
  const { from, until } = toInstants(range, now);
  const untilTime = until ? DateTime.fromISO(until) : DateTime.fromMillis(now);
  const fromTime = from
    ? DateTime.fromISO(from)
    : untilTime.minus({ days: 180 });
  return {
    from: fromTime.toFormat(FIELD_FORMAT),
    until: untilTime.toFormat(FIELD_FORMAT),
  };
}

function toMillis(field: string): number {
  return DateTime.fromFormat(field, FIELD_FORMAT).toMillis();
}
