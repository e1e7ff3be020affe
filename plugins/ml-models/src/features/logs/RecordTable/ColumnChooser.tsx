import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Popover from '@material-ui/core/Popover';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import ViewColumnIcon from '@material-ui/icons/ViewColumn';
import { useState } from 'react';
import { columnTitle, RECORD_COLUMNS } from '../records/recordColumns';

const useStyles = makeStyles(theme => ({
  button: { textTransform: 'none' },
  panel: { ...theme.typography.body2, width: 300, padding: theme.spacing(2) },
  list: {
    maxHeight: 320,
    overflow: 'auto',
    display: 'flex',
    flexDirection: 'column',
    margin: theme.spacing(1, 0),
  },
  box: { padding: theme.spacing(0.5, 1) },
}));

/** Models can have a thousand features; the rest is found by typing. */
const SHOWN_MAX = 100;

export interface ColumnChooserProps {
  /** Columns shown now, in order. */
  columns: readonly string[];
  /** Value columns that the records have. */
  valueColumns: readonly string[];
  onChange: (columns: readonly string[]) => void;
}

export function ColumnChooser(props: ColumnChooserProps) {
  const classes = useStyles();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [text, setText] = useState('');
  const { columns, onChange } = props;
  const known = [
    ...new Set([
      ...Object.keys(RECORD_COLUMNS),
      ...props.valueColumns,
      ...columns,
    ]),
  ];
  const found = known.filter(id =>
    id.toLowerCase().includes(text.toLowerCase()),
  );
  const toggle = (id: string) =>
    onChange(
      columns.includes(id)
        ? columns.filter(shown => shown !== id)
        : [...columns, id],
    );
  return (
    <>
      <Button
        size="small"
        className={classes.button}
        startIcon={<ViewColumnIcon fontSize="small" />}
        aria-haspopup="dialog"
        aria-expanded={Boolean(anchor)}
        onClick={event => setAnchor(event.currentTarget)}
      >
        Columns
      </Button>
      <Popover
        open={Boolean(anchor)}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        PaperProps={{ role: 'dialog', 'aria-label': 'Columns' }}
      >
        <div className={classes.panel}>
          <TextField
            fullWidth
            size="small"
            variant="outlined"
            placeholder="Find a column"
            value={text}
            onChange={event => setText(event.target.value)}
            inputProps={{ 'aria-label': 'Find a column' }}
          />
          <div className={classes.list}>
            {found.slice(0, SHOWN_MAX).map(id => (
              <FormControlLabel
                key={id}
                label={columnTitle(id)}
                control={
                  <Checkbox
                    color="primary"
                    size="small"
                    className={classes.box}
                    checked={columns.includes(id)}
                    // The time is how a record is opened by keyboard.
                    disabled={id === 'time'}
                    onChange={() => toggle(id)}
                  />
                }
              />
            ))}
            {found.length > SHOWN_MAX && (
              <span>{found.length - SHOWN_MAX} more: type to find them</span>
            )}
          </div>
          <Button size="small" onClick={() => onChange([])}>
            Back to the first columns
          </Button>
        </div>
      </Popover>
    </>
  );
}
