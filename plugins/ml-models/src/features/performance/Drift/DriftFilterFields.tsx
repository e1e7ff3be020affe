import FormControlLabel from '@material-ui/core/FormControlLabel';
import { makeStyles } from '@material-ui/core/styles';
import Switch from '@material-ui/core/Switch';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { startTransition, useEffect, useRef, useState } from 'react';
import { DriftFilter } from './driftRows';

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', alignItems: 'center', gap: theme.spacing(2) },
}));

export interface DriftFilterFieldsProps {
  filter: DriftFilter;
  onFilter: (filter: Partial<DriftFilter>) => void;
}

/** Which features to show. */
export function DriftFilterFields(props: DriftFilterFieldsProps) {
  const classes = useStyles();
  const { filter, onFilter } = props;
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(filter.find);
  useEffect(() => {
    // While someone types, the filter may still be a few letters behind.
    if (document.activeElement !== input.current) {
      setText(filter.find);
    }
  }, [filter.find]);
  return (
    <div className={classes.root}>
      <TextField
        size="small"
        variant="outlined"
        placeholder="Find a feature"
        inputRef={input}
        value={text}
        onChange={event => {
          const find = event.target.value;
          setText(find);
          // The URL changes all of the page, which must not hold up the keys.
          startTransition(() => onFilter({ find }));
        }}
        inputProps={{ 'aria-label': 'Find a feature' }}
      />
      <FormControlLabel
        label={<Typography variant="body2">Only drifted</Typography>}
        control={
          <Switch
            size="small"
            color="primary"
            checked={filter.drifted}
            onChange={(_, on) => onFilter({ drifted: on })}
          />
        }
      />
    </div>
  );
}
