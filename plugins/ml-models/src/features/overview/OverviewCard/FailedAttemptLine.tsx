import { BackstageTheme } from '@backstage/theme';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import WarningIcon from '@material-ui/icons/Warning';
import { ReactNode } from 'react';
import { FailedAttempt } from '../../../components/FailedAttempt/findFailedAttempt';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';

const useStyles = makeStyles<BackstageTheme>(theme => ({
  icon: {
    fontSize: '1.125em',
    verticalAlign: 'text-bottom',
    marginRight: theme.spacing(0.5),
    color: theme.palette.status.warning,
  },
}));

export interface FailedAttemptLineProps {
  attempt: FailedAttempt;
  /** Names what was tried, and opens it. */
  children: ReactNode;
}

/** That the last deployment failed, when, and that callers need not care. */
export function FailedAttemptLine(props: FailedAttemptLineProps) {
  const { deployment, servingVersion } = props.attempt;
  const classes = useStyles();
  return (
    <Typography variant="body2">
      <WarningIcon className={classes.icon} aria-hidden />
      {props.children} failed{' '}
      <RelativeTime time={deployment.endedAt ?? deployment.createdAt} />
      {servingVersion !== undefined &&
        `; version ${servingVersion} keeps serving`}
    </Typography>
  );
}
