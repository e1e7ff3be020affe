import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { useId } from 'react';
import { nameVersion } from '../search/readVersion';
import { NamedVersion } from '../search/SearchedModel';
import { SearchFilter } from '../search/searchFilter';
import { SelectField } from '../../../components/SelectField/SelectField';

const useStyles = makeStyles(theme => ({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(160px, 1fr))',
    gap: theme.spacing(2),
  },
}));

const STATUSES = ['ok', 'error', 'invalid', 'failed'] as const;
const TRAFFIC = ['all', 'primary', 'canary', 'shadow'] as const;

export interface BuilderFieldsProps {
  draft: SearchFilter;
  versions: readonly NamedVersion[];
  environments: readonly string[];
  onChange: (part: SearchFilter) => void;
}

export function BuilderFields(props: BuilderFieldsProps) {
  const classes = useStyles();
  const id = useId();
  const { draft, onChange } = props;
  return (
    <div className={classes.grid}>
      <SelectField
        label="Status"
        value={draft.status}
        options={STATUSES}
        onChange={status => onChange({ status })}
      />
      <SelectField
        label="Version"
        value={draft.version}
        options={props.versions.map(({ version }) => version)}
        wordOf={number =>
          nameVersion(
            props.versions.find(({ version }) => version === number) ?? {
              version: number,
            },
          )
        }
        onChange={version => onChange({ version })}
      />
      <SelectField
        label="Environment"
        value={draft.environment}
        options={props.environments}
        onChange={environment => onChange({ environment })}
      />
      <SelectField
        label="Traffic"
        value={draft.traffic}
        options={TRAFFIC}
        noneWord="of callers"
        onChange={traffic => onChange({ traffic })}
      />
      <TextField
        id={`${id}-type`}
        label="Exception type"
        value={draft.errorType ?? ''}
        onChange={event => onChange({ errorType: event.target.value })}
      />
      <TextField
        id={`${id}-text`}
        label="Text in the message"
        value={draft.text ?? ''}
        onChange={event => onChange({ text: event.target.value })}
      />
      <TextField
        id={`${id}-id`}
        label="Inference or request id"
        value={draft.id ?? ''}
        onChange={event => onChange({ id: event.target.value })}
      />
    </div>
  );
}
