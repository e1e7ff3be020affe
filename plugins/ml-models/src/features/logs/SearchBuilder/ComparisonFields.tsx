import Button from '@material-ui/core/Button';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import AddIcon from '@material-ui/icons/Add';
import DeleteIcon from '@material-ui/icons/DeleteOutline';
import Autocomplete from '@material-ui/lab/Autocomplete';
import {
  FeatureComparison,
  featureComparisonSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useId } from 'react';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'flex',
    alignItems: 'flex-end',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1),
  },
  feature: { flex: 2 },
  operator: { width: 72 },
  value: { flex: 1 },
}));

const OPERATORS = featureComparisonSchema.shape.operator.options;
/** As many as one search takes. */
const COMPARISONS_MAX = 10;

export interface ComparisonFieldsProps {
  comparisons: readonly FeatureComparison[];
  /** Names to choose from; others can be typed. */
  features: readonly string[];
  onChange: (comparisons: FeatureComparison[]) => void;
}

export function ComparisonFields(props: ComparisonFieldsProps) {
  const classes = useStyles();
  const id = useId();
  const { comparisons, onChange } = props;
  const change = (index: number, part: Partial<FeatureComparison>) =>
    onChange(
      comparisons.map((comparison, place) =>
        place === index ? { ...comparison, ...part } : comparison,
      ),
    );
  return (
    <div role="group" aria-label="Feature comparisons">
      {comparisons.map((comparison, index) => (
        <div key={index} className={classes.row}>
          <Autocomplete
            id={`${id}-feature-${index}`}
            className={classes.feature}
            freeSolo
            options={[...props.features]}
            inputValue={comparison.feature}
            onInputChange={(_, feature) => change(index, { feature })}
            renderInput={params => <TextField {...params} label="Feature" />}
          />
          <TextField
            id={`${id}-operator-${index}`}
            className={classes.operator}
            select
            label="is"
            value={comparison.operator}
            SelectProps={{ native: true }}
            onChange={event =>
              change(index, {
                operator:
                  OPERATORS.find(known => known === event.target.value) ?? '=',
              })
            }
          >
            {OPERATORS.map(operator => (
              <option key={operator}>{operator}</option>
            ))}
          </TextField>
          <TextField
            id={`${id}-value-${index}`}
            className={classes.value}
            label="Value"
            value={comparison.value}
            onChange={event => change(index, { value: event.target.value })}
          />
          <IconButton
            size="small"
            aria-label={`Remove the comparison of ${
              comparison.feature || 'a feature'
            }`}
            onClick={() =>
              onChange(comparisons.filter((_, place) => place !== index))
            }
          >
            <DeleteIcon fontSize="small" />
          </IconButton>
        </div>
      ))}
      <Button
        size="small"
        startIcon={<AddIcon />}
        disabled={comparisons.length >= COMPARISONS_MAX}
        onClick={() =>
          onChange([...comparisons, { feature: '', operator: '>', value: '' }])
        }
      >
        Compare a feature
      </Button>
    </div>
  );
}
