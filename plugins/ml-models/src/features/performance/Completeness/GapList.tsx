import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { VersionCompleteness } from '@noshelfware/backstage-plugin-ml-models-common';
import { useState } from 'react';
import { formatCountOf } from '../../../components/formatNumber/formatNumber';
import { Subtle } from '../../../components/Subtle/Subtle';
import { describeGap } from './describeCompleteness';

const useStyles = makeStyles(theme => ({
  root: { margin: theme.spacing(0.5, 0), paddingLeft: theme.spacing(2.5) },
}));

/** As many as are read at a glance. */
const FIRST = 5;

/** When something was lost, newest first, as sentences. */
export function GapList(props: { version: VersionCompleteness }) {
  const classes = useStyles();
  const [all, setAll] = useState(false);
  const { version: number, gaps, furtherGaps, basis } = props.version;
  return (
    <>
      <ul
        className={classes.root}
        aria-label={`Gaps in the records of version ${number}`}
      >
        {gaps.slice(0, all ? undefined : FIRST).map(gap => (
          <Typography
            key={`${gap.from} ${gap.until} ${gap.missing}`}
            variant="body2"
            component="li"
          >
            {describeGap(gap, basis)}
          </Typography>
        ))}
      </ul>
      {!all && gaps.length > FIRST && (
        <Button size="small" onClick={() => setAll(true)}>
          Show {gaps.length - FIRST} more
        </Button>
      )}
      {(all || gaps.length <= FIRST) && furtherGaps > 0 && (
        <Subtle>
          and {formatCountOf(furtherGaps, 'earlier gap')}: choose a shorter
          range to see them
        </Subtle>
      )}
    </>
  );
}
