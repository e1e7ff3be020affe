import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { DateTime } from 'luxon';
import { FormEvent, useContext, useId, useState } from 'react';
import { ClockContext } from '../../components/RelativeTime/useNow';
import { useLabelProps } from '../../components/SelectField/useLabelProps';
import { Subtle } from '../../components/Subtle/Subtle';

const useStyles = makeStyles(theme => ({
  form: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(2),
  },
  // The browser draws what opens its calendar.
  field: { colorScheme: theme.palette.type },
  button: { marginTop: theme.spacing(0.5) },
}));

/** What `<input type="datetime-local">` holds; seconds tell two deployments apart. */
const FIELD_FORMAT = "yyyy-MM-dd'T'HH:mm:ss";

export interface MomentFormProps {
  /** The instant that is shown, if any is. */
  at: string | undefined;
  onShow: (at: string) => void;
}

/** Asks for a moment of the past, in the viewer's zone. */
export function MomentForm({ at, onShow }: MomentFormProps) {
  const classes = useStyles();
  const labelProps = useLabelProps();
  const id = useId();
  const clock = useContext(ClockContext);
  const [field, setField] = useState(() =>
    at ? DateTime.fromISO(at).toFormat(FIELD_FORMAT) : '',
  );
  const moment = DateTime.fromISO(field);
  const isAhead = moment.toMillis() > clock();
  const show = (event: FormEvent) => {
    event.preventDefault();
    const instant = moment.toUTC().toISO();
    if (instant && !isAhead) {
      onShow(instant);
    }
  };
  return (
    <form className={classes.form} onSubmit={show} aria-label="A moment">
      <TextField
        id={id}
        label="What served at"
        type="datetime-local"
        variant="outlined"
        size="small"
        value={field}
        onChange={event => setField(event.target.value)}
        InputLabelProps={labelProps}
        inputProps={{ step: 1, className: classes.field }}
        error={isAhead}
        helperText={
          isAhead ? (
            'Has to have passed.'
          ) : (
            <Subtle component="span" variant="inherit">
              In your zone, {DateTime.local().zoneName}.
            </Subtle>
          )
        }
      />
      <Button
        type="submit"
        variant="outlined"
        className={classes.button}
        disabled={!moment.isValid || isAhead}
      >
        Show
      </Button>
    </form>
  );
}
