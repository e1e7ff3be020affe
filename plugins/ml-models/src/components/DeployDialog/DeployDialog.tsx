import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import Skeleton from '@material-ui/lab/Skeleton';
import { useId } from 'react';
import { useNavigate } from 'react-router-dom';
import { EntityModel } from '../EntityModel/entityModel';
import { ErrorNote } from '../QueryBoundary/ErrorNote';
import { useModelPath } from '../useModelPath/useModelPath';
import { DeployForm } from './DeployForm';
import { DeploySource } from './deployPlan';
import { firstSource } from './firstOffer';
import { NothingToDeploy } from './NothingToDeploy';
import { useDeployOptions } from './useDeployOptions';

export interface DeployDialogProps {
  model: EntityModel;
  /** Offered first; default: see `firstSource`. */
  source?: DeploySource;
  /** Offered first; default: the first environment. */
  environment?: string;
  onClose: () => void;
}

/** Puts a version or a commit into an environment, then shows it happen. */
export function DeployDialog(props: DeployDialogProps) {
  const titleId = useId();
  return (
    <Dialog
      open
      onClose={props.onClose}
      maxWidth="sm"
      fullWidth
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>Deploy {props.model.title}</DialogTitle>
      <DeployDialogBody {...props} />
    </Dialog>
  );
}

function DeployDialogBody(props: DeployDialogProps) {
  const { model, onClose } = props;
  const { failed, options } = useDeployOptions(model);
  const navigate = useNavigate();
  const modelPath = useModelPath();
  if (failed?.error) {
    return (
      <DialogContent>
        <ErrorNote
          title="Could not load what can be deployed"
          error={failed.error}
          onRetry={() => failed.refetch()}
        />
      </DialogContent>
    );
  }
  if (!options) {
    return (
      <DialogContent role="status" aria-label="Loading what can be deployed">
        <Skeleton variant="rect" height={280} />
      </DialogContent>
    );
  }
  const first = props.source ?? firstSource(options, props.environment);
  if (!first || options.environments.length === 0) {
    return (
      <>
        <NothingToDeploy model={model} />
        <DialogActions>
          <Button onClick={onClose}>Close</Button>
        </DialogActions>
      </>
    );
  }
  return (
    <DeployForm
      {...{ model, options, onClose }}
      initialSource={first}
      initialEnvironment={props.environment}
      onRequested={({ id, modelRef }) => {
        onClose();
        navigate(`${modelPath(modelRef, 'versions')}?deployment=${id}`);
      }}
    />
  );
}
