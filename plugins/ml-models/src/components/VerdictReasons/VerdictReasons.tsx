import { Verdict } from '@noshelfware/backstage-plugin-ml-models-common';
import { makeStyles } from '@material-ui/core/styles';
import { decidingReasons } from './decidingReasons';
import { Subtle } from '../Subtle/Subtle';
import { StatusWord } from '../StatusWord/StatusWord';

const useStyles = makeStyles(theme => ({
  reasons: { margin: 0, paddingLeft: theme.spacing(3) },
}));

/** A verdict with the reasons that led to it, worst first as the server gives them. */
export function VerdictReasons({ verdict }: { verdict: Verdict }) {
  const classes = useStyles();
  const reasons = decidingReasons(verdict);
  return (
    <div>
      <StatusWord status={verdict.state} />
      {reasons.length > 0 && (
        <Subtle component="ul" className={classes.reasons}>
          {reasons.map(({ signal, text }) => (
            <li key={signal}>{text}</li>
          ))}
        </Subtle>
      )}
    </div>
  );
}
