import { InfoCard, LinkButton } from '@backstage/core-components';
import {
  EXTERNAL_RUNTIME,
  ModelStatus,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { makeStyles } from '@material-ui/core/styles';
import { useDeploymentNews } from '../../../api/useDeploymentNews';
import { useModelStatus } from '../../../api/useModelStatus';
import { DeployButton } from '../../../components/DeployDialog/DeployButton';
import { canDeploy } from '../../../components/DeployDialog/canDeploy';
import { NothingToDeploy } from '../../../components/DeployDialog/NothingToDeploy';
import { EmptyNote } from '../../../components/EmptyNote/EmptyNote';
import {
  EntityModel,
  useEntityModel,
} from '../../../components/EntityModel/entityModel';
import { ServingNote } from '../../../components/OwnPipeline/ServingNote';
import { QueryBoundary } from '../../../components/QueryBoundary/QueryBoundary';
import { RetrainButton } from '../../../components/RetrainButton/RetrainButton';
import { useModelPath } from '../../../components/useModelPath/useModelPath';
import { OwnerNotice } from '../OwnerNotice/OwnerNotice';
import { CloneCommand } from './CloneCommand';
import { EnvironmentSummary } from './EnvironmentSummary';
import { ExampleRequest } from './ExampleRequest';
import { OverviewSkeleton } from './OverviewSkeleton';

const useStyles = makeStyles(theme => ({
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    margin: theme.spacing(2, 0),
  },
}));

/** Is it alive and well? */
export function OverviewCard() {
  const model = useEntityModel();
  useDeploymentNews(model);
  return (
    <InfoCard title="Live status">
      <OwnerNotice />
      <QueryBoundary
        query={useModelStatus(model)}
        what="the status"
        skeleton={<OverviewSkeleton />}
      >
        {status => <OverviewContent model={model} status={status} />}
      </QueryBoundary>
    </InfoCard>
  );
}

interface OverviewContentProps {
  model: EntityModel;
  status: ModelStatus;
}

function OverviewContent({ model, status }: OverviewContentProps) {
  const deployable = canDeploy(status);
  const isObserved = status.serving.runtime === EXTERNAL_RUNTIME;
  const used = status.environments.filter(
    ({ liveVersion, activeDeployment, lastDeployment, requestsLastHour }) =>
      liveVersion !== undefined ||
      activeDeployment ||
      lastDeployment ||
      requestsLastHour > 0,
  );
  return (
    <>
      {used.map(environment => (
        <EnvironmentSummary key={environment.name} environment={environment} />
      ))}
      <ServingNote model={model} serving={status.serving} />
      {used.length === 0 && isObserved && (
        <EmptyNote title="No records yet">
          Let its service send inference records: they tell which versions
          answer, and how well.
        </EmptyNote>
      )}
      {used.length === 0 && deployable && !isObserved && (
        <EmptyNote title="Live nowhere yet">
          Deploy a commit to build the first version and let it serve.
        </EmptyNote>
      )}
      {!deployable && !isObserved && <NothingToDeploy model={model} />}
      <OverviewActions {...{ model, status, deployable }} />
      {status.cloneUrl && (
        <CloneCommand
          url={status.cloneUrl}
          isElsewhere={status.hostedElsewhere}
        />
      )}
      {status.exampleRequest && (
        <ExampleRequest
          request={status.exampleRequest}
          isElsewhere={isObserved}
          omits={status.exampleOmits}
        />
      )}
    </>
  );
}

function OverviewActions(
  props: OverviewContentProps & { deployable: boolean },
) {
  const { model, status, deployable } = props;
  const classes = useStyles();
  const modelPath = useModelPath();
  return (
    <div className={classes.actions}>
      {deployable && (
        <DeployButton model={model} variant="contained" color="primary" />
      )}
      <RetrainButton
        model={model}
        environments={status.environments}
        variant="outlined"
      />
      <LinkButton
        to={modelPath(model.modelRef, 'performance')}
        variant="outlined"
      >
        Open performance
      </LinkButton>
    </div>
  );
}
