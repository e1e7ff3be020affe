import { BackstageTheme } from '@backstage/theme';
import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useState } from 'react';
import { formatCount } from '../../../components/formatNumber/formatNumber';
import { CountedValue } from '../filterModels';

/** Values shown before one asks for all: the rail stays on one screen. */
const VALUES_SHOWN = 6;

const useStyles = makeStyles<BackstageTheme>(theme => ({
  root: { border: 0, margin: theme.spacing(0, 0, 2), padding: 0, minWidth: 0 },
  title: { padding: 0 },
  value: {
    ...theme.typography.body2,
    display: 'flex',
    alignItems: 'center',
    minHeight: 28,
    padding: theme.spacing(0.25, 0),
    cursor: 'pointer',
  },
  checkbox: { padding: 2, marginRight: theme.spacing(0.5) },
  label: { flex: 1, overflowWrap: 'anywhere', lineHeight: 1.25 },
  count: {
    color: theme.palette.textSubtle,
    fontSize: theme.typography.caption.fontSize,
    paddingLeft: theme.spacing(1),
  },
}));

export interface FacetGroupProps {
  title: string;
  values: CountedValue[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}

/** One facet: its values, each with the number of models behind it. */
export function FacetGroup(props: FacetGroupProps) {
  const classes = useStyles();
  const { values, chosen } = props;
  const [all, setAll] = useState(false);
  const shown = all
    ? values
    : values.filter(
        ({ value }, index) => index < VALUES_SHOWN || chosen.includes(value),
      );
  if (values.length === 0) {
    return null;
  }
  return (
    <fieldset className={classes.root}>
      <Typography variant="subtitle2" component="legend">
        {props.title}
      </Typography>
      {shown.map(value => (
        <FacetChoice
          key={value.value}
          value={value}
          checked={chosen.includes(value.value)}
          onToggle={checked =>
            props.onChange(
              checked
                ? [...chosen, value.value]
                : chosen.filter(other => other !== value.value),
            )
          }
        />
      ))}
      {values.length > shown.length && (
        <Button size="small" onClick={() => setAll(true)}>
          Show all {values.length}
        </Button>
      )}
    </fieldset>
  );
}

interface FacetChoiceProps {
  value: CountedValue;
  checked: boolean;
  onToggle: (checked: boolean) => void;
}

function FacetChoice({ value, checked, onToggle }: FacetChoiceProps) {
  const classes = useStyles();
  return (
    <label className={classes.value}>
      <Checkbox
        size="small"
        color="primary"
        className={classes.checkbox}
        checked={checked}
        onChange={event => onToggle(event.target.checked)}
      />
      <span className={classes.label}>{value.label}</span>{' '}
      <span className={classes.count}>{formatCount(value.count)}</span>
    </label>
  );
}
