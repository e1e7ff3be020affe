import {
  deployPermission,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import Typography from '@material-ui/core/Typography';
import { ConfirmedButton } from '../../../components/ConfirmDialog/ConfirmedButton';
import { EntityModel } from '../../../components/EntityModel/entityModel';
import { useRefusal } from '../../../components/Refusal/useRefusal';

export interface StopButtonProps {
  model: EntityModel;
  environment: string;
  /** The one that is live there. */
  version: number;
  /** Another deployment is under way there, which the stop would cancel. */
  deploying: boolean;
  /** Whatever is deployed there has to be approved by another owner. */
  approvalNeeded: boolean;
  onRequested: (deploymentId: string) => void;
}

/** Takes the live version out of an environment after asking. */
export function StopButton(props: StopButtonProps) {
  const { model, environment, version, onRequested } = props;
  const refusal = useRefusal(deployPermission, model);
  return (
    <ConfirmedButton
      button={{
        refusal,
        size: 'small',
        'aria-label': `Stop serving in ${environment}`,
        children: 'Stop',
      }}
      title={`Stop version ${version} in ${environment}?`}
      act="Stop serving"
      keep="Let it serve"
      operation={operations.requestDeployment}
      input={{
        params: { namespace: model.namespace, name: model.name },
        body: { environment, trigger: 'stop' },
      }}
      invalidates={[operations.listDeployments, operations.getModelStatus]}
      onDone={({ id }) => onRequested(id)}
    >
      <Typography paragraph>
        Requests that are under way are answered; those that come after them get
        503 until something is deployed there again. All that runs there for
        this model ends.
        {props.deploying && ' The deployment that is under way is cancelled.'}
      </Typography>
      <Typography>
        The version, its records and its dashboards stay. To bring it back,
        deploy version {version}: nothing is built for that
        {props.approvalNeeded && ', and another owner has to approve it'}.
      </Typography>
    </ConfirmedButton>
  );
}
