import Button from '@material-ui/core/Button';
import IconButton from '@material-ui/core/IconButton';
import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemText from '@material-ui/core/ListItemText';
import Popover from '@material-ui/core/Popover';
import { makeStyles } from '@material-ui/core/styles';
import Tooltip from '@material-ui/core/Tooltip';
import ArrowDropDownIcon from '@material-ui/icons/ArrowDropDown';
import RefreshIcon from '@material-ui/icons/Refresh';
import ScheduleIcon from '@material-ui/icons/Schedule';
import { useContext, useState } from 'react';
import { ClockContext } from '../../components/RelativeTime/useNow';
import {
  findTimeRange,
  formatTimeRange,
  LAST_RANGES,
  TimeRange,
  writeTimeRange,
} from '../timeRange';
import { CustomRangeForm } from './CustomRangeForm';

const useStyles = makeStyles(theme => ({
  root: { display: 'inline-flex', alignItems: 'center' },
  button: { textTransform: 'none', whiteSpace: 'nowrap', height: 36 },
  panel: {
    display: 'flex',
    [theme.breakpoints.down('xs')]: { display: 'block' },
  },
}));

const NAMED_RANGES = [...Object.keys(LAST_RANGES), 'all'].flatMap(
  text => findTimeRange(text) ?? [],
);

export interface TimeRangePickerProps {
  range: TimeRange;
  onChange: (range: TimeRange) => void;
  /** Moves a range that ends now up to the present. */
  onRefresh: () => void;
}

export function TimeRangePicker(props: TimeRangePickerProps) {
  const classes = useStyles();
  const clock = useContext(ClockContext);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const choose = (range: TimeRange) => {
    setAnchor(null);
    props.onChange(range);
  };
  const label = formatTimeRange(props.range, clock());
  return (
    <span className={classes.root}>
      <Button
        variant="outlined"
        size="small"
        className={classes.button}
        startIcon={<ScheduleIcon fontSize="small" />}
        endIcon={<ArrowDropDownIcon />}
        aria-haspopup="dialog"
        aria-expanded={Boolean(anchor)}
        aria-label={`Time range: ${label}`}
        onClick={event => setAnchor(event.currentTarget)}
      >
        {label}
      </Button>
      <Tooltip title="Refresh">
        <IconButton size="small" aria-label="Refresh" onClick={props.onRefresh}>
          <RefreshIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      <Popover
        open={Boolean(anchor)}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        PaperProps={{ role: 'dialog', 'aria-label': 'Time range' }}
      >
        <div className={classes.panel}>
          <List dense aria-label="Ranges">
            {NAMED_RANGES.map(range => (
              <ListItem
                key={writeTimeRange(range)}
                button
                selected={writeTimeRange(range) === writeTimeRange(props.range)}
                onClick={() => choose(range)}
              >
                <ListItemText primary={formatTimeRange(range, clock())} />
              </ListItem>
            ))}
          </List>
          <CustomRangeForm range={props.range} onApply={choose} />
        </div>
      </Popover>
    </span>
  );
}
