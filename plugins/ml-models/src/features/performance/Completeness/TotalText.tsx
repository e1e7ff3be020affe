import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { TotalCompleteness } from '@noshelfware/backstage-plugin-ml-models-common';
import { Subtle } from '../../../components/Subtle/Subtle';
import { describeCounted, describeTotalLimits } from './describeCompleteness';

const useStyles = makeStyles(theme => ({
  root: { marginBottom: theme.spacing(1.5) },
}));

/** The environment as a whole, before its versions. */
export function TotalText(props: { total: TotalCompleteness; when: string }) {
  const { total, when } = props;
  const classes = useStyles();
  const limits = describeTotalLimits(total);
  return (
    <div className={classes.root}>
      <Typography variant="body2">
        <strong>All versions</strong>: {describeCounted(total, when)}.
      </Typography>
      {limits && (
        <Subtle variant="caption" component="p">
          {limits}
        </Subtle>
      )}
    </div>
  );
}
