import { ModelStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { Fragment } from 'react';
import { canDeploy } from '../../../components/DeployDialog/canDeploy';
import { EntityModel } from '../../../components/EntityModel/entityModel';
import { ServingNote } from '../../../components/OwnPipeline/ServingNote';
import { useFits } from '../../../components/useFits/useFits';
import { EnvironmentBox } from './EnvironmentBox';
import { PromoteArrow } from './PromoteArrow';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'stretch',
    gap: theme.spacing(2),
  },
  stacked: { flexDirection: 'column' },
}));

export interface EnvironmentFlowProps {
  model: EntityModel;
  status: ModelStatus;
  onOpenDeployment: (id: string) => void;
}

/** What the boxes and the arrows between them take at least, gaps included. */
const BOX_PX = 256;
const ARROW_PX = 120;

/** Environments in the order of promotion: from left to right, or top to bottom. */
export function EnvironmentFlow(props: EnvironmentFlowProps) {
  const { model, status, onOpenDeployment } = props;
  const classes = useStyles();
  const boxes = status.environments.length;
  const [measure, fits] = useFits(boxes * BOX_PX + (boxes - 1) * ARROW_PX);
  return (
    <>
      <ServingNote model={model} serving={status.serving} />
      <div
        ref={measure}
        className={clsx(classes.root, fits || classes.stacked)}
      >
        {status.environments.map((environment, index) => (
          <Fragment key={environment.name}>
            {index > 0 && (
              <PromoteArrow
                model={model}
                from={status.environments[index - 1]}
                to={environment}
                down={!fits}
              />
            )}
            <EnvironmentBox
              {...{ model, environment, onOpenDeployment }}
              deployable={canDeploy(status)}
              wide={!fits}
            />
          </Fragment>
        ))}
      </div>
    </>
  );
}
