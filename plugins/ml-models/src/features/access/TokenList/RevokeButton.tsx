import {
  operations,
  Token,
  tokensManagePermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useState } from 'react';
import { useOperationMutation } from '../../../api/useOperationMutation';
import { ConfirmDialog } from '../../../components/ConfirmDialog/ConfirmDialog';
import { EntityModel } from '../../../components/EntityModel/entityModel';
import { GuardedButton } from '../../../components/Refusal/GuardedButton';
import { useRefusal } from '../../../components/Refusal/useRefusal';

export interface RevokeButtonProps {
  model: EntityModel;
  token: Token;
}

/** Revokes a token after asking. */
export function RevokeButton({ model, token }: RevokeButtonProps) {
  const refusal = useRefusal(tokensManagePermission, model);
  const [asking, setAsking] = useState(false);
  const revoke = useOperationMutation(operations.revokeToken, {
    invalidates: [operations.listTokens],
  });
  const { namespace, name } = model;
  return (
    <>
      <GuardedButton
        refusal={refusal}
        size="small"
        aria-label={`Revoke ${token.description}`}
        onClick={() => setAsking(true)}
      >
        Revoke
      </GuardedButton>
      {asking && (
        <ConfirmDialog
          title={`Revoke ${token.description}?`}
          act="Revoke token"
          pending={revoke.isPending}
          error={revoke.error}
          onClose={() => setAsking(false)}
          onAct={() =>
            revoke.mutate(
              { params: { namespace, name, id: token.id } },
              { onSuccess: () => setAsking(false) },
            )
          }
        >
          {token.managed
            ? 'The running version that uses it can no longer send its inference records, until it is deployed anew.'
            : 'Whatever uses it is refused from now on.'}{' '}
          This cannot be undone; make a new token instead.
        </ConfirmDialog>
      )}
    </>
  );
}
