import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import { Field } from '../../../components/Field/Field';
import { percentOf, ShareDraft, tellSum, versionsLeft } from './trafficDraft';

const useStyles = makeStyles(theme => ({
  sum: { ...theme.typography.body2, margin: theme.spacing(1, 0, 2) },
}));

export interface ShareFieldsProps {
  drafts: readonly ShareDraft[];
  /** Versions that may be given a share. */
  versions: readonly number[];
  onChange: (drafts: ShareDraft[]) => void;
}

/** A share for each version, their sum, and a choice of further versions. */
export function ShareFields(props: ShareFieldsProps) {
  const classes = useStyles();
  const { drafts, onChange } = props;
  const left = versionsLeft(props.versions, drafts);
  return (
    <>
      {drafts.map((draft, index) => {
        const isWrong = percentOf(draft) === undefined;
        return (
          <Field
            key={draft.version}
            label={`v${draft.version}, percent of requests`}
            value={draft.text}
            error={isWrong}
            helperText={isWrong && 'A whole percent from 0 to 100'}
            inputProps={{ inputMode: 'numeric' }}
            onChange={({ target }) =>
              onChange(drafts.with(index, { ...draft, text: target.value }))
            }
          />
        );
      })}
      {left.length > 0 && (
        <Field
          select
          label="Add a version"
          value=""
          onChange={({ target }) =>
            onChange([...drafts, { version: Number(target.value), text: '0' }])
          }
        >
          {left.map(version => (
            <MenuItem key={version} value={version}>
              v{version}
            </MenuItem>
          ))}
        </Field>
      )}
      <div className={classes.sum} role="status">
        {tellSum(drafts)}
      </div>
    </>
  );
}
