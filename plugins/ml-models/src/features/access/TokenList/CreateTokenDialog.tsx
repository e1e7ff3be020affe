import {
  CreatedToken,
  operations,
  TokenPurpose,
} from '@noshelfware/backstage-plugin-ml-models-common';
import Dialog from '@material-ui/core/Dialog';
import DialogTitle from '@material-ui/core/DialogTitle';
import { useId } from 'react';
import { useOperationMutation } from '../../../api/useOperationMutation';
import { EntityModel } from '../../../components/EntityModel/entityModel';
import { CreateTokenForm } from './CreateTokenForm';
import { TokenSecret } from './TokenSecret';

export interface CreateTokenDialogProps {
  model: EntityModel;
  /** Chosen first. */
  purpose: TokenPurpose;
  onClose: () => void;
}

/** Makes a token and shows its secret, once. */
export function CreateTokenDialog(props: CreateTokenDialogProps) {
  const { model, onClose } = props;
  const titleId = useId();
  const create = useOperationMutation(operations.createToken, {
    invalidates: [operations.listTokens],
  });
  const created: CreatedToken | undefined = create.data;
  return (
    <Dialog
      open
      // A click beside the dialog must not lose a secret that nobody has copied,
      // nor one that is under way.
      onClose={created || create.isPending ? undefined : onClose}
      maxWidth="sm"
      fullWidth
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>
        {created ? 'Copy the token now' : 'New token'}
      </DialogTitle>
      {created ? (
        <TokenSecret secret={created.secret} onClose={onClose} />
      ) : (
        <CreateTokenForm
          model={model}
          initialPurpose={props.purpose}
          pending={create.isPending}
          error={create.error}
          onClose={onClose}
          onChange={create.reset}
          onCreate={body =>
            create.mutate({
              params: { namespace: model.namespace, name: model.name },
              body,
            })
          }
        />
      )}
    </Dialog>
  );
}
