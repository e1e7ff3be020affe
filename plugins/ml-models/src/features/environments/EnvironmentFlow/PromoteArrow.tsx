import { BackstageTheme } from '@backstage/theme';
import { EnvironmentStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import { makeStyles } from '@material-ui/core/styles';
import ArrowDownwardIcon from '@material-ui/icons/ArrowDownward';
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
  /** Whether what it leads to stands below. */
  down: boolean;
}

/** Deploys what is live in the environment before it to the one behind it. */
export function PromoteArrow({ model, from, to, down }: PromoteArrowProps) {
  const classes = useStyles();
  const version = from.liveVersion;
  const underWay = to.activeDeployment?.version;
  const Arrow = down ? ArrowDownwardIcon : ArrowForwardIcon;
  return (
    <div className={classes.root}>
      {version === undefined ||
      version === to.liveVersion ||
      version === underWay ? (
        <Arrow aria-hidden />
      ) : (
        <DeployButton
          model={model}
          source={{ kind: 'version', version }}
          environment={to.name}
          label={`Promote v${version}${down ? ` to ${to.name}` : ''}`}
          description={`Promote v${version} to ${to.name}`}
          variant="outlined"
          color="primary"
          size="small"
          endIcon={<Arrow />}
        />
      )}
    </div>
  );
}
