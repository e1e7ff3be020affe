import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import Typography from '@material-ui/core/Typography';
import { ReactNode, useId } from 'react';
import { ErrorNote } from '../QueryBoundary/ErrorNote';

export interface ConfirmDialogProps {
  title: string;
  /** What will happen, to what, and how to undo it. */
  children: ReactNode;
  /** The button that does it names the act, e.g. `Revoke the token`. */
  act: string;
  /** The button that leaves all as it is; default `Cancel`. */
  keep?: string;
  onAct: () => void;
  onClose: () => void;
  /** The act is under way. */
  pending: boolean;
  /** What the act needs is not complete yet. */
  unready?: boolean;
  /** Why the act failed. */
  error: Error | null;
}

/** Asks before an act that cannot simply be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const titleId = useId();
  return (
    <Dialog
      open
      onClose={props.onClose}
      maxWidth="xs"
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>{props.title}</DialogTitle>
      <DialogContent>
        <Typography variant="body2" component="div">
          {props.children}
        </Typography>
        {props.error && (
          <ErrorNote title="That did not work" error={props.error} />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>{props.keep ?? 'Cancel'}</Button>
        <Button
          color="primary"
          variant="contained"
          onClick={props.onAct}
          disabled={props.pending || props.unready}
        >
          {props.act}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
