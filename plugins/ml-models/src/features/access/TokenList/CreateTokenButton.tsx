import { TokenPurpose } from '@noshelfware/backstage-plugin-ml-models-common';
import Button from '@material-ui/core/Button';
import { EntityModel } from '../../../components/EntityModel/entityModel';
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
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        onClick={() => onPurpose('ingest')}
      >
        New token
      </Button>
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
