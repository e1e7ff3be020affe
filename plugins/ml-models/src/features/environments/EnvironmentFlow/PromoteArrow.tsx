import { BackstageTheme } from '@backstage/theme';
import { EnvironmentStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import { makeStyles } from '@material-ui/core/styles';
import ArrowForwardIcon from '@material-ui/icons/ArrowForward';
import { DeployButton } from '../../../components/DeployDialog/DeployButton';
import { EntityModel } from '../../../components/EntityModel/entityModel';

const useStyles = makeStyles<BackstageTheme>(theme => ({
  root: {
    alignSelf: 'center',
    minWidth: 104,
    textAlign: 'center',
    color: theme.palette.textSubtle,
  },
}));

export interface PromoteArrowProps {
  model: EntityModel;
  from: EnvironmentStatus;
  to: EnvironmentStatus;
}

/** Deploys what is live on its left to the environment on its right. */
export function PromoteArrow({ model, from, to }: PromoteArrowProps) {
  const classes = useStyles();
  const version = from.liveVersion;
  return (
    <div className={classes.root}>
      {version === undefined || version === to.liveVersion ? (
        <ArrowForwardIcon aria-hidden />
      ) : (
        <DeployButton
          model={model}
          source={{ kind: 'version', version }}
          environment={to.name}
          label={`Promote v${version}`}
          description={`Promote v${version} to ${to.name}`}
          variant="outlined"
          color="primary"
          size="small"
          endIcon={<ArrowForwardIcon />}
        />
      )}
    </div>
  );
}
