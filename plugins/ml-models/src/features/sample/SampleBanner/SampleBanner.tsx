import { Link } from '@backstage/core-components';
import { SampleStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import { makeStyles } from '@material-ui/core/styles';
import { StatusWord } from '../../../components/StatusWord/StatusWord';
import { useModelPath } from '../../../components/useModelPath/useModelPath';
import { SampleProgress } from './SampleProgress';
import { useSampleStatus } from './useSampleStatus';

const useStyles = makeStyles(theme => ({
  steps: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    listStyle: 'none',
    padding: 0,
    margin: theme.spacing(1, 0, 0),
  },
}));

/** How far the sample of a new portal is; nothing once it is there. */
export function SampleBanner() {
  const modelPath = useModelPath();
  const sample = useSampleStatus();
  if (!sample) {
    return null;
  }
  return (
    <SampleProgress
      sample={sample}
      title={
        sample.state === 'failed'
          ? 'The sample model could not be set up'
          : 'A sample model is being set up'
      }
      then={
        sample.modelRef && (
          <Link
            to={modelPath(sample.modelRef)}
            color="inherit"
            underline="always"
          >
            Open the model
          </Link>
        )
      }
    >
      <SampleSteps sample={sample} />
    </SampleProgress>
  );
}

function SampleSteps({ sample }: { sample: SampleStatus }) {
  const classes = useStyles();
  if (!sample.steps?.length) {
    return null;
  }
  return (
    <ol className={classes.steps}>
      {sample.steps.map(step => (
        <li key={step.name}>
          <StatusWord status={step.status} word={step.name} />
        </li>
      ))}
    </ol>
  );
}
