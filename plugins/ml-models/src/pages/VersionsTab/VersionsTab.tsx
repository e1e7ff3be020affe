import { makeStyles } from '@material-ui/core/styles';
import { useDeploymentNews } from '../../api/useDeploymentNews';
import { useModelStatus } from '../../api/useModelStatus';
import { canDeploy } from '../../components/DeployDialog/canDeploy';
import { DeployButton } from '../../components/DeployDialog/DeployButton';
import { useEntityModel } from '../../components/EntityModel/entityModel';
import { RetrainButton } from '../../components/RetrainButton/RetrainButton';
import { Section } from '../../components/Section/Section';
import { CreateTokenButton } from '../../features/access/TokenList/CreateTokenButton';
import { TokenList } from '../../features/access/TokenList/TokenList';
import { DeploymentsSection } from './DeploymentsSection';
import { EnvironmentsSection } from './EnvironmentsSection';
import { MomentSection } from './MomentSection';
import { ShownDeployment } from './ShownDeployment';
import { useRefreshOnDeployment } from './useRefreshOnDeployment';
import { useServingInStep } from './useServingInStep';
import { useVersionsView } from './useVersionsView';
import { VersionsSection } from './VersionsSection';

const useStyles = makeStyles(theme => ({
  actions: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 288px',
    gap: theme.spacing(3),
    [theme.breakpoints.down('md')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
}));

/** What is where, and what can I do? */
export function VersionsTab() {
  const classes = useStyles();
  const model = useEntityModel();
  const [{ newToken }, setView] = useVersionsView();
  const status = useModelStatus(model).data;
  const deployable = !status || canDeploy(status);
  useDeploymentNews(model);
  useRefreshOnDeployment(model);
  useServingInStep(model);
  return (
    <>
      <Section
        title="Environments"
        action={
          <div className={classes.actions}>
            <RetrainButton
              model={model}
              environments={status?.environments ?? []}
              variant="outlined"
            />
            {deployable && (
              <DeployButton model={model} variant="contained" color="primary" />
            )}
          </div>
        }
      >
        <EnvironmentsSection model={model} />
      </Section>
      <ShownDeployment model={model} />
      <div className={classes.columns}>
        <VersionsSection model={model} deployable={deployable} />
        <DeploymentsSection model={model} deployable={deployable} />
      </div>
      <MomentSection model={model} />
      <Section
        title="Access tokens"
        action={
          <CreateTokenButton
            model={model}
            purpose={newToken}
            usual={
              status?.cloneUrl && !status.hostedElsewhere ? 'git' : 'ingest'
            }
            onPurpose={purpose => setView({ newToken: purpose })}
          />
        }
      >
        <TokenList model={model} />
      </Section>
    </>
  );
}
