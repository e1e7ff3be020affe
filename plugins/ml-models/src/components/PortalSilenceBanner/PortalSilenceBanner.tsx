import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { DateTime } from 'luxon';
import { formatInstant } from '../RelativeTime/formatInstant';
import {
  DEFAULT_PROBE_TIMING,
  PortalProbeTiming,
  usePortalProbe,
} from './usePortalProbe';

const useStyles = makeStyles(theme => ({
  /** Over the page's lower edge: nothing on it moves when this comes or goes. */
  place: {
    position: 'fixed',
    zIndex: theme.zIndex.snackbar,
    left: theme.spacing(2),
    right: theme.spacing(2),
    bottom: theme.spacing(2),
    display: 'flex',
    justifyContent: 'center',
    pointerEvents: 'none',
  },
  banner: { pointerEvents: 'auto', maxWidth: 640 },
}));

export interface PortalSilenceBannerProps {
  timing?: PortalProbeTiming;
}

/** Says that the portal does not answer, from when what is shown is, and goes by itself. */
export function PortalSilenceBanner(props: PortalSilenceBannerProps) {
  const classes = useStyles();
  const answeredAt = usePortalProbe(props.timing ?? DEFAULT_PROBE_TIMING);
  return (
    // Always there: screen readers announce what comes into it.
    <div className={classes.place} aria-live="polite">
      {answeredAt !== undefined && (
        <Alert
          severity="warning"
          role="status"
          elevation={6}
          className={classes.banner}
        >
          <SilenceText answeredAt={answeredAt} />
        </Alert>
      )}
    </div>
  );
}

function SilenceText({ answeredAt }: { answeredAt: number }) {
  if (answeredAt === 0) {
    return (
      <>The portal does not answer. It is asked again every few seconds.</>
    );
  }
  const time = DateTime.fromMillis(answeredAt);
  const iso = new Date(answeredAt).toISOString();
  return (
    <>
      The portal has not answered since{' '}
      <time dateTime={iso} title={formatInstant(iso)}>
        {time.toFormat(
          time.hasSame(DateTime.now(), 'day') ? 'HH:mm' : 'd LLL HH:mm',
        )}
      </time>
      . What you see is from then; it is asked again every few seconds.
    </>
  );
}
