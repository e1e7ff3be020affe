import { ModelStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import { makeStyles } from '@material-ui/core/styles';
import { Fragment } from 'react';
import { EntityModel } from '../../../components/EntityModel/entityModel';
import { EnvironmentBox } from './EnvironmentBox';
import { PromoteArrow } from './PromoteArrow';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'stretch',
    gap: theme.spacing(2),
  },
}));

export interface EnvironmentFlowProps {
  model: EntityModel;
  status: ModelStatus;
  onOpenDeployment: (id: string) => void;
}

/** Environments from left to right, in the order of promotion. */
export function EnvironmentFlow(props: EnvironmentFlowProps) {
  const { model, status, onOpenDeployment } = props;
  const classes = useStyles();
  return (
    <div className={classes.root}>
      {status.environments.map((environment, index) => (
        <Fragment key={environment.name}>
          {index > 0 && (
            <PromoteArrow
              model={model}
              from={status.environments[index - 1]}
              to={environment}
            />
          )}
          <EnvironmentBox {...{ environment, onOpenDeployment }} />
        </Fragment>
      ))}
    </div>
  );
}
