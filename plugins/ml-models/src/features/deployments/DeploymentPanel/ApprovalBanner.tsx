import { Deployment } from '@noshelfware/backstage-plugin-ml-models-common';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import HowToRegIcon from '@material-ui/icons/HowToReg';
import { Requester } from '../../../components/Requester/Requester';
import { DecideButton } from './DecideButton';
import { useApprovalRefusal } from './useApprovalRefusal';

const useStyles = makeStyles(theme => ({
  root: { marginBottom: theme.spacing(2) },
  acts: {
    display: 'flex',
    gap: theme.spacing(1),
    marginTop: theme.spacing(1),
  },
}));

/** That a deployment waits for a yes, of whom, and the ways to give the answer. */
export function ApprovalBanner({ deployment }: { deployment: Deployment }) {
  const classes = useStyles();
  const refusal = useApprovalRefusal(deployment);
  const { environment, requestedBy, version } = deployment;
  return (
    <Alert
      severity="warning"
      icon={<HowToRegIcon fontSize="inherit" />}
      className={classes.root}
    >
      <AlertTitle>
        Version {version} waits for approval to go to {environment}
      </AlertTitle>
      <div>
        {requestedBy && (
          <>
            <Requester by={requestedBy} /> asked for it.{' '}
          </>
        )}
        Nothing changes in {environment} until somebody else decides.
      </div>
      {refusal && <div>{refusal}</div>}
      <div className={classes.acts}>
        <DecideButton
          deployment={deployment}
          decision="approved"
          refusal={refusal}
        />
        <DecideButton
          deployment={deployment}
          decision="rejected"
          refusal={refusal}
        />
      </div>
    </Alert>
  );
}
