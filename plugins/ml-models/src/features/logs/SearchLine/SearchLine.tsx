import IconButton from '@material-ui/core/IconButton';
import InputAdornment from '@material-ui/core/InputAdornment';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import ClearIcon from '@material-ui/icons/Clear';
import SearchIcon from '@material-ui/icons/Search';
import { FormEvent, ReactNode, useEffect, useId, useState } from 'react';
import { useSlash } from '../../../components/useSlash/useSlash';
import { parseSearch } from '../search/parseSearch';
import { SearchedModel } from '../search/SearchedModel';
import { SearchErrorText } from './SearchErrorText';

const useStyles = makeStyles(theme => ({
  form: { flex: '1 1 320px', minWidth: 0 },
  input: {
    fontFamily: 'monospace',
    fontSize: theme.typography.body2.fontSize,
    paddingTop: 9,
    paddingBottom: 9,
  },
}));

export interface SearchLineProps {
  /** The search that is being shown. */
  value: string;
  /** Whose records are searched. */
  model: SearchedModel;
  onSearch: (line: string) => void;
  /** Told whether the line in the field was refused; keeps its identity. */
  onRefused: (refused: boolean) => void;
  /** Stands at the end of the line, e.g. the builder. */
  end?: ReactNode;
}

/**
 * One line to search by; takes effect on Enter, and only when it makes sense. `/` puts
 * the cursor into it.
 */
export function SearchLine(props: SearchLineProps) {
  const classes = useStyles();
  const id = useId();
  const input = useSlash();
  const { value, onSearch, onRefused } = props;
  const [line, setLine] = useState(value);
  const [submitted, setSubmitted] = useState(true);
  useEffect(() => {
    setLine(value);
    setSubmitted(true);
  }, [value]);
  const { error } = parseSearch(line, props.model);
  const refused = submitted && Boolean(error);
  useEffect(() => onRefused(refused), [onRefused, refused]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSubmitted(true);
    if (!error) {
      onSearch(line.trim());
    }
  };
  return (
    <form role="search" className={classes.form} onSubmit={submit}>
      <TextField
        id={id}
        inputRef={input}
        fullWidth
        variant="outlined"
        size="small"
        placeholder='status:error version:4 distance>2000 "timed out"  ( / )'
        value={line}
        onChange={event => {
          setLine(event.target.value);
          // Half a word is no mistake yet.
          setSubmitted(false);
        }}
        error={refused}
        helperText={
          submitted && error && <SearchErrorText line={line} error={error} />
        }
        inputProps={{
          'aria-label': 'Search records',
          'aria-keyshortcuts': '/',
          spellCheck: false,
          autoCapitalize: 'off',
          autoComplete: 'off',
        }}
        InputProps={{
          classes: { input: classes.input },
          startAdornment: (
            <InputAdornment position="start">
              <SearchIcon fontSize="small" color="action" />
            </InputAdornment>
          ),
          endAdornment: (
            <InputAdornment position="end">
              {line !== '' && (
                <IconButton
                  size="small"
                  aria-label="Clear the search"
                  onClick={() => {
                    setLine('');
                    onSearch('');
                  }}
                >
                  <ClearIcon fontSize="small" />
                </IconButton>
              )}
              {props.end}
            </InputAdornment>
          ),
        }}
      />
    </form>
  );
}
