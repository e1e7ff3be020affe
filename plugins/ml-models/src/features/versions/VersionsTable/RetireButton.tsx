import {
  deployPermission,
  EnvironmentStatus,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import Typography from '@material-ui/core/Typography';
import { ConfirmedButton } from '../../../components/ConfirmDialog/ConfirmedButton';
import { EntityModel } from '../../../components/EntityModel/entityModel';
import { useRefusal } from '../../../components/Refusal/useRefusal';

export interface RetireButtonProps {
  model: EntityModel;
  /** It runs in the environment without requests. */
  version: number;
  environment: EnvironmentStatus;
}

/** Ends a version that runs without requests after asking. */
export function RetireButton(props: RetireButtonProps) {
  const { model, version, environment } = props;
  const { name, approval, liveVersion } = environment;
  const refusal = useRefusal(deployPermission, model);
  return (
    <ConfirmedButton
      button={{
        refusal: refusal ?? findObstacle(environment),
        size: 'small',
        'aria-label': `Retire version ${version} in ${name}`,
        children: 'Retire',
      }}
      title={`Retire version ${version} in ${name}?`}
      act="Retire"
      keep="Let it run"
      operation={operations.retireVersion}
      input={{
        params: {
          namespace: model.namespace,
          name: model.name,
          version: String(version),
        },
        body: { environment: name },
      }}
      invalidates={[
        operations.listVersions,
        operations.listDeployments,
        operations.getModelStatus,
      ]}
    >
      <Typography paragraph>
        It is stopped, and its own address answers no more. Callers notice
        nothing: version {liveVersion} goes on answering their requests.
      </Typography>
      <Typography>
        The version, its records and its dashboards stay. To bring it back,
        deploy or roll back to version {version}: it is started again, and
        nothing is built
        {approval && '. Another owner may have to approve it'}.
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
