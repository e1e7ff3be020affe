import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import Typography from '@material-ui/core/Typography';
import { useId, useState } from 'react';
import { Field } from '../../../components/Field/Field';
import { ErrorNote } from '../../../components/QueryBoundary/ErrorNote';
import { ModelParams } from '../api/ModelParams';
import { SubjectValue, useSubjectDeletion } from '../api/useSubjectDeletion';
import { SubjectFindings } from './SubjectFindings';

export interface DeleteSubjectDialogProps {
  params: ModelParams;
  onClose: () => void;
}

/** Finds whose records are meant first; deleting them is a second, other button. */
export function DeleteSubjectDialog({
  params,
  onClose,
}: DeleteSubjectDialogProps) {
  const titleId = useId();
  const [subject, setSubject] = useState<SubjectValue>({
    path: 'inputs.',
    value: '',
  });
  const deletion = useSubjectDeletion(params);
  const { found, removed, isPending, error } = deletion;
  const change = (changes: Partial<SubjectValue>) => {
    setSubject({ ...subject, ...changes });
    deletion.forget();
  };
  const isWhole =
    /^(inputs|outputs|target)\..+/.test(subject.path) && subject.value !== '';
  return (
    <Dialog
      open
      onClose={onClose}
      maxWidth="sm"
      fullWidth
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>Delete a person&rsquo;s records</DialogTitle>
      <form
        onSubmit={event => {
          event.preventDefault();
          deletion.find(subject);
        }}
      >
        <DialogContent>
          <Typography variant="body2" paragraph>
            Every record of {params.name} in which the value stands is deleted
            for ever: its inputs, outputs, exception and outcome. Where other
            rows of the same request have an exception, the value is hidden in
            it. Charts and counts stay as they are; nobody can be told from
            them.
          </Typography>
          <Field
            label="Where"
            value={subject.path}
            onChange={event => change({ path: event.target.value })}
            helperText="For example inputs.passenger_id; dots lead into nested values"
            disabled={Boolean(removed)}
          />
          <Field
            label="Value"
            value={subject.value}
            onChange={event => change({ value: event.target.value })}
            helperText="As it was sent. Records in which it was hashed are found too"
            disabled={Boolean(removed)}
          />
          <SubjectFindings found={found} removed={removed} />
          {error && <ErrorNote title="That did not work" error={error} />}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{removed ? 'Close' : 'Cancel'}</Button>
          {!found && (
            <Button
              type="submit"
              variant="outlined"
              color="primary"
              disabled={!isWhole || isPending}
            >
              {isPending ? 'Looking…' : 'Find the records'}
            </Button>
          )}
          {found && !removed && (
            <Button
              variant="contained"
              color="primary"
              onClick={() => deletion.remove(subject)}
              disabled={isPending || countOf(found) === 0}
            >
              {isPending ? 'Deleting…' : 'Delete for ever'}
            </Button>
          )}
        </DialogActions>
      </form>
    </Dialog>
  );
}

function countOf(found: { records: number; waitingFeedback: number }): number {
  return found.records + found.waitingFeedback;
}
