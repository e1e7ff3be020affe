import { Verdict } from '@noshelfware/backstage-plugin-ml-models-common';
import { makeStyles } from '@material-ui/core/styles';
import { Subtle } from '../Subtle/Subtle';
import { StatusWord } from '../StatusWord/StatusWord';

const useStyles = makeStyles(theme => ({
  reasons: { margin: 0, paddingLeft: theme.spacing(3) },
}));

/** A verdict with all of its reasons, worst first as the server gives them. */
export function VerdictReasons({ verdict }: { verdict: Verdict }) {
  const classes = useStyles();
  return (
    <div>
      <StatusWord status={verdict.state} />
      {verdict.reasons.length > 0 && (
        <Subtle component="ul" className={classes.reasons}>
          {verdict.reasons.map(({ signal, text }) => (
            <li key={signal}>{text}</li>
          ))}
        </Subtle>
      )}
    </div>
  );
}
