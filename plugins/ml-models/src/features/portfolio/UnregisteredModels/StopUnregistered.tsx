import { parseEntityRef } from '@backstage/catalog-model';
import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import Typography from '@material-ui/core/Typography';
import { ConfirmedButton } from '../../../components/ConfirmDialog/ConfirmedButton';
import { UnregisteredEnvironment } from './isBeingStopped';

export interface StopUnregisteredProps {
  modelRef: string;
  environment: UnregisteredEnvironment;
}

/** Takes out of an environment what serves there without an entity, after asking. */
export function StopUnregistered(props: StopUnregisteredProps) {
  const { name, version } = props.environment;
  const model = parseEntityRef(props.modelRef);
  return (
    <ConfirmedButton
      button={{
        // Who may not does not see it.
        refusal: undefined,
        size: 'small',
        'aria-label': `Stop ${model.name} in ${name}`,
        children: 'Stop',
      }}
      title={`Stop version ${version} of ${model.name} in ${name}?`}
      act="Stop serving"
      keep="Let it serve"
      operation={operations.stopUnregisteredModel}
      input={{
        params: { namespace: model.namespace, name: model.name },
        body: { environment: name },
      }}
      invalidates={[operations.listUnregisteredModels]}
    >
      <Typography paragraph>
        Requests that are under way are answered; those that come after them get
        503. All that runs there for this model ends.
      </Typography>
      <Typography>
        The version and its records stay. To bring it back, register the model
        in the catalog again and deploy version {version}: nothing is built for
        that.
      </Typography>
    </ConfirmedButton>
  );
}
