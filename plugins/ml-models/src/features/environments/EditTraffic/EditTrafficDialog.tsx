import {
  EnvironmentStatus,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import Typography from '@material-ui/core/Typography';
import { useState } from 'react';
import { useOperationMutation } from '../../../api/useOperationMutation';
import { ConfirmDialog } from '../../../components/ConfirmDialog/ConfirmDialog';
import { EntityModel } from '../../../components/EntityModel/entityModel';
import { ShareFields } from './ShareFields';
import {
  describeEdit,
  draftOf,
  isReady,
  TrafficEdit,
  weightsIn,
} from './trafficDraft';

export interface EditTrafficDialogProps {
  model: EntityModel;
  environment: EnvironmentStatus;
  edit: TrafficEdit;
  onClose: () => void;
  onRequested: (deploymentId: string) => void;
}

/** Shares requests out among versions, and says what will come of it. */
export function EditTrafficDialog(props: EditTrafficDialogProps) {
  const { model, onClose, onRequested } = props;
  // What was seen as it was opened: the server refuses what others have changed since.
  const [environment] = useState(props.environment);
  const [edit] = useState(props.edit);
  const [drafts, setDrafts] = useState(() => draftOf(edit));
  const request = useOperationMutation(operations.editTraffic, {
    invalidates: [operations.listDeployments, operations.getModelStatus],
  });
  const ready = isReady(drafts, edit);
  const set = () =>
    request.mutate(
      {
        params: { namespace: model.namespace, name: model.name },
        body: {
          environment: environment.name,
          weights: weightsIn(drafts),
          revision: edit.revision,
        },
      },
      { onSuccess: ({ id }) => onRequested(id) },
    );
  return (
    <ConfirmDialog
      title={`Edit the traffic of ${environment.name}`}
      act="Set the traffic"
      onAct={set}
      onClose={onClose}
      pending={request.isPending}
      unready={!ready}
      error={request.error}
    >
      <ShareFields
        drafts={drafts}
        versions={edit.versions}
        onChange={setDrafts}
      />
      {ready && (
        <div aria-live="polite">
          <Typography variant="subtitle2" component="h3">
            What will happen
          </Typography>
          {describeEdit(drafts, environment).map(sentence => (
            <Typography key={sentence} variant="body2" paragraph>
              {sentence}
            </Typography>
          ))}
        </div>
      )}
    </ConfirmDialog>
  );
}
