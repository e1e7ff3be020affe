import {
  deployPermission,
  rollBackPermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { ButtonProps } from '@material-ui/core/Button';
import { useState } from 'react';
import { GuardedButton } from '../Refusal/GuardedButton';
import { useReleaseRefusal } from '../OwnPipeline/useReleaseRefusal';
import { DeployDialog, DeployDialogProps } from './DeployDialog';

export interface DeployButtonProps
  extends Omit<DeployDialogProps, 'onClose'>,
    Pick<ButtonProps, 'variant' | 'size' | 'color' | 'endIcon'> {
  /** Default `Deploy`. */
  label?: string;
  /** What screen readers say, where the label alone says too little. */
  description?: string;
}

/** Opens the deploy dialog. */
export function DeployButton(props: DeployButtonProps) {
  const { label = 'Deploy', description, model, source, environment } = props;
  const [open, setOpen] = useState(false);
  const refusal = useReleaseRefusal(deployPermission, model);
  // The dialog does both, by what is chosen there.
  const refusedBoth = useReleaseRefusal(rollBackPermission, model) && refusal;
  return (
    <>
      <GuardedButton
        refusal={refusedBoth}
        variant={props.variant}
        size={props.size}
        color={props.color}
        endIcon={props.endIcon}
        aria-label={description}
        onClick={() => setOpen(true)}
      >
        {label}
      </GuardedButton>
      {open && (
        <DeployDialog
          {...{ model, source, environment }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
