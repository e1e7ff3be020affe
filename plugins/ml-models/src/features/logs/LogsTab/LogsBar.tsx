import { makeStyles } from '@material-ui/core/styles';
import ToggleButton from '@material-ui/lab/ToggleButton';
import ToggleButtonGroup from '@material-ui/lab/ToggleButtonGroup';
import { TimeRange } from '../../../timeRange/timeRange';
import { TimeRangePicker } from '../../../timeRange/TimeRangePicker/TimeRangePicker';
import { ModelFacts } from '../api/useModelFacts';
import { SearchFilter } from '../search/searchFilter';
import { SearchBuilder } from '../SearchBuilder/SearchBuilder';
import { SearchLine } from '../SearchLine/SearchLine';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
  },
  view: { textTransform: 'none', height: 36, padding: theme.spacing(0, 1.5) },
}));

type View = 'records' | 'exceptions';

export interface LogsBarProps {
  q: string;
  filter: SearchFilter;
  facts: ModelFacts;
  view: View;
  range: TimeRange;
  onSearch: (line: string) => void;
  onRefused: (refused: boolean) => void;
  onRange: (range: TimeRange) => void;
  onRefresh: () => void;
  onView: (view: View) => void;
}

/** What to look for, and when. */
export function LogsBar(props: LogsBarProps) {
  const classes = useStyles();
  const { facts, view, onSearch } = props;
  return (
    <div className={classes.root}>
      <SearchLine
        value={props.q}
        model={facts}
        onSearch={onSearch}
        onRefused={props.onRefused}
        end={
          <SearchBuilder
            filter={props.filter}
            model={facts}
            environments={facts.environments}
            features={facts.features}
            onSearch={onSearch}
          />
        }
      />
      <TimeRangePicker
        range={props.range}
        onChange={props.onRange}
        onRefresh={props.onRefresh}
      />
      <ToggleButtonGroup
        exclusive
        size="small"
        value={view}
        aria-label="View"
        onChange={(_, next: View | null) => next && props.onView(next)}
      >
        <ToggleButton className={classes.view} value="records">
          Records
        </ToggleButton>
        <ToggleButton className={classes.view} value="exceptions">
          Exceptions
        </ToggleButton>
      </ToggleButtonGroup>
    </div>
  );
}
