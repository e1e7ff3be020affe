import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { useId } from 'react';
import { useLabelProps } from './useLabelProps';

export interface SelectFieldProps<T extends string | number> {
  label: string;
  value: T | undefined;
  options: readonly T[];
  /** Default: the option itself. */
  wordOf?: (option: T) => string;
  /** What it means that none is chosen. Default: any. */
  noneWord?: string;
  onChange: (value: T | undefined) => void;
}

/** A choice of one, or of any. */
export function SelectField<T extends string | number>(
  props: SelectFieldProps<T>,
) {
  const id = useId();
  const labelProps = useLabelProps();
  const { value, options, wordOf = String, noneWord = 'any' } = props;
  // A value from a link may not be among those known here.
  const all =
    value === undefined || options.includes(value)
      ? options
      : [value, ...options];
  return (
    <TextField
      id={id}
      select
      label={props.label}
      value={value ?? ''}
      onChange={event =>
        props.onChange(
          all.find(option => String(option) === String(event.target.value)),
        )
      }
      SelectProps={{ displayEmpty: true }}
      InputLabelProps={labelProps}
    >
      <MenuItem value="">{noneWord}</MenuItem>
      {all.map(option => (
        <MenuItem key={option} value={option}>
          {wordOf(option)}
        </MenuItem>
      ))}
    </TextField>
  );
}
