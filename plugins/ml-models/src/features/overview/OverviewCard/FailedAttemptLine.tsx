import { BackstageTheme } from '@backstage/theme';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import BlockIcon from '@material-ui/icons/Block';
import WarningIcon from '@material-ui/icons/Warning';
import clsx from 'clsx';
import { ReactNode } from 'react';
import { failureWords } from '../../../components/FailedAttempt/attemptWords';
import { FailedAttempt } from '../../../components/FailedAttempt/findFailedAttempt';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';

const useStyles = makeStyles<BackstageTheme>(theme => ({
  icon: {
    fontSize: '1.125em',
    verticalAlign: 'text-bottom',
    marginRight: theme.spacing(0.5),
  },
  failed: { color: theme.palette.status.warning },
  rejected: { color: theme.palette.status.aborted },
}));

export interface FailedAttemptLineProps {
  attempt: FailedAttempt;
  /** Names what was tried, and opens it. */
  children: ReactNode;
}

/** That the last deployment came to nothing, when, and that callers need not care. */
export function FailedAttemptLine(props: FailedAttemptLineProps) {
  const { deployment, servingVersion } = props.attempt;
  const classes = useStyles();
  return (
    <Typography variant="body2">
      {deployment.status === 'rejected' ? (
        <BlockIcon
          className={clsx(classes.icon, classes.rejected)}
          aria-hidden
        />
      ) : (
        <WarningIcon
          className={clsx(classes.icon, classes.failed)}
          aria-hidden
        />
      )}
      {props.children} {failureWords(deployment)}{' '}
      <RelativeTime time={deployment.endedAt ?? deployment.createdAt} />
      {servingVersion !== undefined &&
        `; version ${servingVersion} keeps serving`}
    </Typography>
  );
}
