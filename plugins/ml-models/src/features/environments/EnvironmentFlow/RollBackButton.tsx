import { rollBackPermission } from '@noshelfware/backstage-plugin-ml-models-common';
import { useState } from 'react';
import { DeployDialog } from '../../../components/DeployDialog/DeployDialog';
import { EntityModel } from '../../../components/EntityModel/entityModel';
import { GuardedButton } from '../../../components/Refusal/GuardedButton';
import { useRefusal } from '../../../components/Refusal/useRefusal';

export interface RollBackButtonProps {
  model: EntityModel;
  environment: string;
  /** The one that it goes back to. */
  version: number;
}

/** Goes back to the version before, after saying what that does. */
export function RollBackButton(props: RollBackButtonProps) {
  const { model, environment, version } = props;
  const [open, setOpen] = useState(false);
  const refusal = useRefusal(rollBackPermission, model);
  return (
    <>
      <GuardedButton
        refusal={refusal}
        size="small"
        aria-label={`Roll back to version ${version} in ${environment}`}
        onClick={() => setOpen(true)}
      >
        Roll back to v{version}
      </GuardedButton>
      {open && (
        <DeployDialog
          {...{ model, environment }}
          source={{ kind: 'version', version }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
