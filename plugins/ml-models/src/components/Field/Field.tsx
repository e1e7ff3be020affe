import TextField, { TextFieldProps } from '@material-ui/core/TextField';
import { useId } from 'react';

/** A field of a dialog; with `select`, a choice among menu items. */
export function Field(props: TextFieldProps) {
  // Without an id Material UI leaves the label unconnected to the field.
  const id = useId();
  return (
    <TextField
      id={id}
      variant="outlined"
      size="small"
      margin="dense"
      fullWidth
      {...props}
    />
  );
}
