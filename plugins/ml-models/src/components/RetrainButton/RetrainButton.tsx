import {
  deployPermission,
  EnvironmentStatus,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { ButtonProps } from '@material-ui/core/Button';
import MenuItem from '@material-ui/core/MenuItem';
import Typography from '@material-ui/core/Typography';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { ConfirmedButton } from '../ConfirmDialog/ConfirmedButton';
import { EntityModel } from '../EntityModel/entityModel';
import { Field } from '../Field/Field';
import { useRefusal } from '../Refusal/useRefusal';
import { useModelPath } from '../useModelPath/useModelPath';
import { describeRetrain } from './retrainWords';

export interface RetrainButtonProps
  extends Pick<ButtonProps, 'variant' | 'size'> {
  model: EntityModel;
  /** In the order of promotion. */
  environments: readonly EnvironmentStatus[];
}

/** Trains what is live on the data of today, after asking; nothing where nothing is live. */
export function RetrainButton(props: RetrainButtonProps) {
  const { model, environments, ...look } = props;
  const [name, setName] = useState<string>();
  const refusal = useRefusal(deployPermission, model);
  const navigate = useNavigate();
  const modelPath = useModelPath();
  const live = environments.filter(
    ({ liveVersion }) => liveVersion !== undefined,
  );
  // The last one, where its callers are, unless another is chosen.
  const environment =
    live.find(candidate => candidate.name === name) ?? live[live.length - 1];
  if (!environment) {
    return null;
  }
  return (
    <ConfirmedButton
      button={{ ...look, refusal, children: 'Retrain' }}
      title={`Retrain ${model.title}?`}
      act={
        environment.approval
          ? `Ask to retrain in ${environment.name}`
          : `Retrain in ${environment.name}`
      }
      operation={operations.requestDeployment}
      input={{
        params: { namespace: model.namespace, name: model.name },
        body: { environment: environment.name, trigger: 'retrain' },
      }}
      invalidates={[operations.listDeployments, operations.getModelStatus]}
      onDone={({ id, modelRef }) =>
        navigate(`${modelPath(modelRef, 'versions')}?deployment=${id}`)
      }
    >
      {live.length > 1 && (
        <Field
          select
          label="Environment"
          value={environment.name}
          onChange={event => setName(event.target.value)}
        >
          {live.map(option => (
            <MenuItem key={option.name} value={option.name}>
              {option.name}, version {option.liveVersion}
            </MenuItem>
          ))}
        </Field>
      )}
      <div aria-live="polite">
        <Typography variant="body2" paragraph>
          {describeRetrain(environment, model.retrainGate)}
        </Typography>
        {environment.approval && (
          <Typography variant="body2">
            Once it is built, it waits for the approval of another owner.
            Nothing changes in {environment.name} before that.
          </Typography>
        )}
      </div>
    </ConfirmedButton>
  );
}
