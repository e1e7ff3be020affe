import { Deployment } from '@noshelfware/backstage-plugin-ml-models-common';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import HowToRegIcon from '@material-ui/icons/HowToReg';
import { ReactNode } from 'react';
import { Requester } from '../../../components/Requester/Requester';
import { DecideButton, Question } from './DecideButton';
import { useApprovalRefusal } from './useApprovalRefusal';

const useStyles = makeStyles(theme => ({
  root: { marginBottom: theme.spacing(2) },
  acts: {
    display: 'flex',
    gap: theme.spacing(1),
    marginTop: theme.spacing(1),
  },
}));

export interface DecisionBannerProps {
  deployment: Deployment;
  question: Question;
  title: ReactNode;
  /** What is the matter, and what happens until somebody decides. */
  children: ReactNode;
}

/** That a deployment waits for an answer, of whom, and the ways to give it. */
export function DecisionBanner(props: DecisionBannerProps) {
  const classes = useStyles();
  const { deployment, question } = props;
  const refusal = useApprovalRefusal(deployment);
  const { requestedBy } = deployment;
  return (
    <Alert
      severity="warning"
      icon={<HowToRegIcon fontSize="inherit" />}
      className={classes.root}
    >
      <AlertTitle>{props.title}</AlertTitle>
      <div>
        {requestedBy && (
          <>
            <Requester by={requestedBy} /> asked for it.{' '}
          </>
        )}
        {props.children}
      </div>
      {refusal && <div>{refusal}</div>}
      <div className={classes.acts}>
        {(['approved', 'rejected'] as const).map(decision => (
          <DecideButton
            key={decision}
            deployment={deployment}
            question={question}
            decision={decision}
            refusal={refusal}
          />
        ))}
      </div>
    </Alert>
  );
}
