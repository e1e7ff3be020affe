import {
  Operation,
  OperationResponse,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useState } from 'react';
import { CallInput } from '../../api/operationKey';
import { useOperationMutation } from '../../api/useOperationMutation';
import { GuardedButton, GuardedButtonProps } from '../Refusal/GuardedButton';
import { ConfirmDialog, ConfirmDialogProps } from './ConfirmDialog';

export interface ConfirmedButtonProps<O extends Operation>
  extends Pick<ConfirmDialogProps, 'title' | 'act' | 'keep' | 'children'> {
  /** The button that asks. */
  button: GuardedButtonProps;
  operation: O;
  input: CallInput<O>;
  /** Operations whose cached answers it outdates. */
  invalidates: Operation[];
  onDone?: (answer: OperationResponse<O>) => void;
}

/** A button that calls an operation after asking; the question stays open if that fails. */
export function ConfirmedButton<O extends Operation>(
  props: ConfirmedButtonProps<O>,
) {
  const { button, operation, input, invalidates, onDone, ...question } = props;
  const [asking, setAsking] = useState(false);
  const act = useOperationMutation(operation, { invalidates });
  const ask = () => {
    if (act.isError) {
      act.reset();
    }
    setAsking(true);
  };
  return (
    <>
      <GuardedButton {...button} onClick={ask} />
      {asking && (
        <ConfirmDialog
          {...question}
          pending={act.isPending}
          error={act.error}
          onClose={() => setAsking(false)}
          onAct={() =>
            act.mutate(input, {
              onSuccess: answer => {
                setAsking(false);
                onDone?.(answer);
              },
            })
          }
        />
      )}
    </>
  );
}
