import {
  TokenPurpose,
  tokensManagePermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { EntityModel } from '../../../components/EntityModel/entityModel';
import { GuardedButton } from '../../../components/Refusal/GuardedButton';
import { usePermitted } from '../../../components/Refusal/useRefusal';
import { CreateTokenDialog } from './CreateTokenDialog';

export interface CreateTokenButtonProps {
  model: EntityModel;
  /** What the token being made is good for at first; absent: none is being made. */
  purpose: TokenPurpose | undefined;
  /** What most tokens of the model are for; default: sending records. */
  usual?: TokenPurpose;
  onPurpose: (purpose: TokenPurpose | undefined) => void;
}

/** Opens the dialog; links do, too, with the purpose that fits where they stand. */
export function CreateTokenButton(props: CreateTokenButtonProps) {
  const { model, purpose, usual = 'ingest', onPurpose } = props;
  const { pending, refusal } = usePermitted(tokensManagePermission, model);
  return (
    <>
      <GuardedButton
        refusal={refusal}
        size="small"
        variant="outlined"
        onClick={() => onPurpose(usual)}
      >
        New token
      </GuardedButton>
      {purpose && !pending && !refusal && (
        <CreateTokenDialog
          model={model}
          purpose={purpose}
          onClose={() => onPurpose(undefined)}
        />
      )}
    </>
  );
}
