import IconButton from '@material-ui/core/IconButton';
import InputAdornment from '@material-ui/core/InputAdornment';
import TextField from '@material-ui/core/TextField';
import ClearIcon from '@material-ui/icons/Clear';
import SearchIcon from '@material-ui/icons/Search';
import { KeyboardEvent } from 'react';
import { useSlash } from '../../../components/useSlash/useSlash';

export interface ModelSearchProps {
  value: string;
  onChange: (value: string) => void;
  /** Asked for the first of what was found. */
  onGoToResults: () => void;
}

/**
 * The search line of the model catalog. `/` puts the cursor into it, Escape
 * clears it and leaves, Enter and the down arrow go on to what was found.
 */
export function ModelSearch(props: ModelSearchProps) {
  const { value, onChange, onGoToResults } = props;
  const input = useSlash();
  const leave = (event: KeyboardEvent) => {
    // Within a word that is still being put together they mean something else.
    if (event.nativeEvent.isComposing) {
      return;
    }
    if (event.key === 'Escape') {
      onChange('');
      input.current?.blur();
    } else if (event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault();
      onGoToResults();
    }
  };
  return (
    <TextField
      inputRef={input}
      value={value}
      onChange={event => onChange(event.target.value)}
      placeholder="Search models  ( / )"
      variant="outlined"
      size="small"
      fullWidth
      inputProps={{
        'aria-label': 'Search models',
        'aria-keyshortcuts': '/',
        onKeyDown: leave,
      }}
      InputProps={{
        startAdornment: (
          <InputAdornment position="start">
            <SearchIcon fontSize="small" />
          </InputAdornment>
        ),
        endAdornment: value && (
          <IconButton
            size="small"
            aria-label="Clear the search"
            onClick={() => onChange('')}
          >
            <ClearIcon fontSize="small" />
          </IconButton>
        ),
      }}
    />
  );
}
