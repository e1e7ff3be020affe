import {
  TokenPurpose,
  tokensManagePermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { EntityModel } from '../../../components/EntityModel/entityModel';
import { GuardedButton } from '../../../components/Refusal/GuardedButton';
import { useRefusal } from '../../../components/Refusal/useRefusal';
import { CreateTokenDialog } from './CreateTokenDialog';

export interface CreateTokenButtonProps {
  model: EntityModel;
  /** What the token being made is good for at first; absent: none is being made. */
  purpose: TokenPurpose | undefined;
  onPurpose: (purpose: TokenPurpose | undefined) => void;
}

/** Opens the dialog; links do, too, with the purpose that fits where they stand. */
export function CreateTokenButton(props: CreateTokenButtonProps) {
  const { model, purpose, onPurpose } = props;
  const refusal = useRefusal(tokensManagePermission, model);
  return (
    <>
      <GuardedButton
        refusal={refusal}
        size="small"
        variant="outlined"
        onClick={() => onPurpose('ingest')}
      >
        New token
      </GuardedButton>
      {purpose && (
        <CreateTokenDialog
          model={model}
          purpose={purpose}
          onClose={() => onPurpose(undefined)}
        />
      )}
    </>
  );
}
