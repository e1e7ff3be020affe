import {
  DeploymentSummary,
  ModelSummary,
  waitsForDecision,
} from '@noshelfware/backstage-plugin-ml-models-common';
import LinearProgress from '@material-ui/core/LinearProgress';
import { Link } from '@backstage/core-components';
import { progressWords } from '../StatusWord/progressWords';
import { STATUS_LOOKS } from '../StatusWord/statusLooks';
import { useModelPath } from '../useModelPath/useModelPath';
import { useCellStyles } from './useCellStyles';

export interface EnvironmentCellProps {
  model: ModelSummary;
  environment: string;
}

/** The live version, and how far the deployment that will replace it is. */
export function EnvironmentCell(props: EnvironmentCellProps) {
  const classes = useCellStyles();
  const environment = props.model.environments.find(
    candidate => candidate.name === props.environment,
  );
  const live = environment?.liveVersion;
  const deployment = environment?.activeDeployment;
  if (deployment) {
    return (
      <>
        {live && <span className={classes.line}>v{live}</span>}
        <DeploymentProgress deployment={deployment} />
      </>
    );
  }
  return live ? (
    <>v{live}</>
  ) : (
    <span className={classes.none} aria-label="Nothing is live">
      –
    </span>
  );
}

function DeploymentProgress(props: { deployment: DeploymentSummary }) {
  const classes = useCellStyles();
  const modelPath = useModelPath();
  const { id, modelRef, progress, status } = props.deployment;
  const to = `${modelPath(modelRef, 'versions')}?deployment=${id}`;
  if (waitsForDecision(status)) {
    return (
      <div className={classes.wrapped}>
        <Link to={to}>{STATUS_LOOKS[status].word}</Link>
      </div>
    );
  }
  return (
    <>
      <Link to={to} className={classes.wrapped}>
        {progressWords(props.deployment) || STATUS_LOOKS[status].word}
      </Link>
      <LinearProgress
        aria-label={`Deployment of ${modelRef}`}
        variant={progress === undefined ? 'indeterminate' : 'determinate'}
        value={progress === undefined ? undefined : progress * 100}
      />
    </>
  );
}
