import {
  deployPermission,
  EnvironmentStatus,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import Typography from '@material-ui/core/Typography';
import { ConfirmedButton } from '../../../components/ConfirmDialog/ConfirmedButton';
import { EntityModel } from '../../../components/EntityModel/entityModel';
import { useRefusal } from '../../../components/Refusal/useRefusal';

export interface RebuildButtonProps {
  model: EntityModel;
  environment: EnvironmentStatus;
  onRequested: (deploymentId: string) => void;
}

/** Makes what serves in an environment anew after asking, or says why it cannot now. */
export function RebuildButton(props: RebuildButtonProps) {
  const { model, environment, onRequested } = props;
  const { name } = environment;
  const refusal = useRefusal(deployPermission, model);
  return (
    <ConfirmedButton
      button={{
        refusal: refusal ?? findObstacle(environment),
        size: 'small',
        'aria-label': `Rebuild ${name}`,
        children: 'Rebuild',
      }}
      title={`Rebuild what serves in ${name}?`}
      act="Rebuild"
      keep="Leave it as it is"
      operation={operations.requestDeployment}
      input={{
        params: { namespace: model.namespace, name: model.name },
        body: { environment: name, trigger: 'rebuild' },
      }}
      invalidates={[operations.listDeployments, operations.getModelStatus]}
      onDone={({ id }) => onRequested(id)}
    >
      <Typography paragraph>
        A fresh instance of each version that serves there starts from its
        registered artifact, beside the one that runs, and takes over once it is
        ready and has answered a test: no request fails, and nothing is built.
      </Typography>
      <Typography>
        If one does not start, what runs now goes on serving.
      </Typography>
    </ConfirmedButton>
  );
}

/** @returns why the server would refuse it, and what to do */
function findObstacle({
  name,
  activeDeployment,
}: EnvironmentStatus): string | undefined {
  return activeDeployment && activeDeployment.status !== 'awaiting-approval'
    ? `A deployment is under way in ${name}: wait until it has ended, or cancel it.`
    : undefined;
}
