import { Link } from '@backstage/core-components';
import { SampleStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { StatusWord } from '../../../components/StatusWord/StatusWord';
import { useModelPath } from '../../../components/useModelPath/useModelPath';
import { useSampleStatus } from './useSampleStatus';

const useStyles = makeStyles(theme => ({
  root: { marginBottom: theme.spacing(2) },
  message: { width: '100%' },
  steps: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    listStyle: 'none',
    padding: 0,
    margin: theme.spacing(1, 0),
  },
}));

/** How far the sample of a new portal is; nothing once it is there. */
export function SampleBanner() {
  const sample = useSampleStatus();
  return sample ? <SampleProgress sample={sample} /> : null;
}

function SampleProgress({ sample }: { sample: SampleStatus }) {
  const classes = useStyles();
  const modelPath = useModelPath();
  const failed = sample.state === 'failed';
  return (
    <Alert
      severity={failed ? 'warning' : 'info'}
      classes={{ root: classes.root, message: classes.message }}
    >
      <AlertTitle>
        {failed
          ? 'The sample model could not be set up'
          : 'A sample model is being set up'}
      </AlertTitle>
      <Typography variant="body2">
        {sample.message}{' '}
        {sample.modelRef && (
          <Link
            to={modelPath(sample.modelRef)}
            color="inherit"
            underline="always"
          >
            Open the model
          </Link>
        )}
      </Typography>
      <SampleSteps sample={sample} />
      {!failed && (
        <LinearProgress
          aria-label="Sample set up"
          variant={
            sample.progress === undefined ? 'indeterminate' : 'determinate'
          }
          value={(sample.progress ?? 0) * 100}
        />
      )}
    </Alert>
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
