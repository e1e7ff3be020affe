import Button from '@material-ui/core/Button';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import Switch from '@material-ui/core/Switch';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import KeyboardArrowDownIcon from '@material-ui/icons/KeyboardArrowDown';
import KeyboardArrowUpIcon from '@material-ui/icons/KeyboardArrowUp';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    minHeight: 48,
  },
  search: { width: 180 },
  space: { flex: 1 },
}));

export interface LogToolbarProps {
  search: string;
  onSearch: (search: string) => void;
  /** How many lines hold the search, and which of them is shown, from 0. */
  found: number;
  position: number;
  onMove: (step: 1 | -1) => void;
  /** Absent: the log tells of no error. */
  onFirstError: (() => void) | undefined;
  /** Saves the whole log, also what is shown no more. */
  onDownload: () => void;
  downloading: boolean;
  /** Absent: the log is complete. */
  follow: { on: boolean; onChange: (on: boolean) => void } | undefined;
}

/** Search, jump to the first error, download, follow. */
export function LogToolbar(props: LogToolbarProps) {
  const classes = useStyles();
  const { follow } = props;
  return (
    <div className={classes.root}>
      <LogSearch {...props} />
      <div className={classes.space} />
      {follow && (
        <FormControlLabel
          label="Follow"
          control={
            <Switch
              color="primary"
              size="small"
              checked={follow.on}
              onChange={event => follow.onChange(event.target.checked)}
            />
          }
        />
      )}
      <Button
        size="small"
        onClick={props.onFirstError}
        disabled={!props.onFirstError}
      >
        Jump to first error
      </Button>
      <Button
        size="small"
        disabled={props.downloading}
        onClick={props.onDownload}
      >
        {props.downloading ? 'Downloading…' : 'Download full log'}
      </Button>
    </div>
  );
}

function LogSearch(props: LogToolbarProps) {
  const classes = useStyles();
  const { search, found, position, onMove } = props;
  return (
    <>
      <TextField
        className={classes.search}
        placeholder="Search the log"
        inputProps={{ 'aria-label': 'Search the log' }}
        size="small"
        value={search}
        onChange={event => props.onSearch(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Enter') {
            onMove(event.shiftKey ? -1 : 1);
          }
        }}
      />
      {search && (
        <Typography variant="body2" role="status">
          {found ? `${position + 1} of ${found}` : 'Not found'}
        </Typography>
      )}
      {found > 1 && (
        <>
          <IconButton
            size="small"
            aria-label="Previous line found"
            onClick={() => onMove(-1)}
          >
            <KeyboardArrowUpIcon fontSize="small" />
          </IconButton>
          <IconButton
            size="small"
            aria-label="Next line found"
            onClick={() => onMove(1)}
          >
            <KeyboardArrowDownIcon fontSize="small" />
          </IconButton>
        </>
      )}
    </>
  );
}
