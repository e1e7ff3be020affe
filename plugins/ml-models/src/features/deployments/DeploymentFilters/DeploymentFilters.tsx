import { DeploymentStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import { makeStyles } from '@material-ui/core/styles';
import { SelectField } from '../../../components/SelectField/SelectField';
import { STATUS_LOOKS } from '../../../components/StatusWord/statusLooks';
import { WENT_LIVE } from '../deploymentWords';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    minWidth: 0,
    // The name of an environment may be longer than the column is wide.
    '& > *': { minWidth: 120, maxWidth: '100%' },
  },
}));

const OUTCOMES: readonly DeploymentStatus[] = [
  'live',
  'failed',
  'cancelled',
  'rejected',
  'rolled-back',
  'stopped',
  'traffic-edited',
  'retired',
  'ceased',
  'rebuilt',
];

/** Where one status has several words. */
const WORDS: Partial<Record<DeploymentStatus, string>> = {
  live: WENT_LIVE,
  rejected: 'Not approved, put back',
};

/** Absent: any. */
export interface DeploymentFilter {
  environment?: string;
  status?: DeploymentStatus;
}

export interface DeploymentFiltersProps {
  filter: DeploymentFilter;
  environments: readonly string[];
  onChange: (filter: DeploymentFilter) => void;
}

/** Where to, and with which outcome. */
export function DeploymentFilters(props: DeploymentFiltersProps) {
  const classes = useStyles();
  const { filter, onChange } = props;
  return (
    <div className={classes.root}>
      <SelectField
        label="Environment"
        value={filter.environment}
        options={props.environments}
        onChange={environment => onChange({ ...filter, environment })}
      />
      <SelectField
        label="Outcome"
        value={filter.status}
        options={OUTCOMES}
        wordOf={status => WORDS[status] ?? STATUS_LOOKS[status].word}
        onChange={status => onChange({ ...filter, status })}
      />
    </div>
  );
}
