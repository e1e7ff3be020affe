import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { FeatureDrift } from '@noshelfware/backstage-plugin-ml-models-common';
import { useMemo, useState } from 'react';
import { describeMissing } from './describeMissing';

const useStyles = makeStyles(theme => ({
  root: { margin: theme.spacing(1, 0, 1), paddingLeft: theme.spacing(2.5) },
}));

/** With a thousand features there can be a thousand sentences. */
const FIRST = 5;

/** Whose values go missing unlike before, as sentences. */
export function MissingFindings(props: { drift: readonly FeatureDrift[] }) {
  const classes = useStyles();
  const [all, setAll] = useState(false);
  const findings = useMemo(() => describeMissing(props.drift), [props.drift]);
  if (findings.length === 0) {
    return null;
  }
  return (
    <>
      <ul className={classes.root} aria-label="Data quality">
        {findings.slice(0, all ? undefined : FIRST).map(finding => (
          <Typography key={finding} variant="body2" component="li">
            {finding}
          </Typography>
        ))}
      </ul>
      {!all && findings.length > FIRST && (
        <Button size="small" onClick={() => setAll(true)}>
          Show {findings.length - FIRST} more
        </Button>
      )}
    </>
  );
}
