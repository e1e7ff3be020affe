import { Verdict } from '@noshelfware/backstage-plugin-ml-models-common';
import { makeStyles } from '@material-ui/core/styles';
import { useNow } from '../RelativeTime/useNow';
import { decidingReasons } from './decidingReasons';
import { JudgedAgo } from './JudgedAgo';
import { reasonText } from './reasonText';
import { Subtle } from '../Subtle/Subtle';
import { VerdictWord } from './VerdictWord';

/** Only the day matters here. */
const NOW_TICK_MS = 60_000;

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: theme.spacing(1),
  },
  reasons: { margin: 0, paddingLeft: theme.spacing(3) },
}));

/** A verdict with the reasons that led to it, worst first as the server gives them. */
export function VerdictReasons({ verdict }: { verdict: Verdict }) {
  const classes = useStyles();
  const reasons = decidingReasons(verdict);
  const now = useNow(NOW_TICK_MS);
  return (
    <div>
      <div className={classes.head}>
        <VerdictWord verdict={verdict} />{' '}
        <Subtle variant="caption" component="span">
          <JudgedAgo verdict={verdict} />
        </Subtle>
      </div>
      {reasons.length > 0 && (
        <Subtle component="ul" className={classes.reasons}>
          {reasons.map(reason => (
            <li key={reason.signal}>{reasonText(reason, now)}</li>
          ))}
        </Subtle>
      )}
    </div>
  );
}
