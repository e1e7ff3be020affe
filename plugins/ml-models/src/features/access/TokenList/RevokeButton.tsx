import {
  operations,
  Token,
  tokensManagePermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { ConfirmedButton } from '../../../components/ConfirmDialog/ConfirmedButton';
import { EntityModel } from '../../../components/EntityModel/entityModel';
import { useRefusal } from '../../../components/Refusal/useRefusal';

export interface RevokeButtonProps {
  model: EntityModel;
  token: Token;
}

/** Revokes a token after asking. */
export function RevokeButton({ model, token }: RevokeButtonProps) {
  const refusal = useRefusal(tokensManagePermission, model);
  const { namespace, name } = model;
  return (
    <ConfirmedButton
      button={{
        refusal,
        size: 'small',
        'aria-label': `Revoke ${token.description}`,
        children: 'Revoke',
      }}
      title={`Revoke ${token.description}?`}
      act="Revoke token"
      operation={operations.revokeToken}
      input={{ params: { namespace, name, id: token.id } }}
      invalidates={[operations.listTokens]}
    >
      {token.managed
        ? 'The running version that uses it can no longer send its inference records, until it is deployed anew.'
        : 'Whatever uses it is refused from now on.'}{' '}
      This cannot be undone; make a new token instead.
    </ConfirmedButton>
  );
}
