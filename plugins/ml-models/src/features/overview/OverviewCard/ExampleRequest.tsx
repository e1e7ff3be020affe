import { CopyTextButton } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { OmittedInputs } from '../../../components/OmittedInputs/OmittedInputs';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    alignItems: 'center',
    '& svg': { fontSize: '1.125rem' },
  },
  request: {
    margin: 0,
    padding: theme.spacing(1),
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontSize: theme.typography.caption.fontSize,
    backgroundColor: theme.palette.background.default,
  },
}));

export interface ExampleRequestProps {
  request: string;
  /** Names of the inputs that are not in it. */
  omits?: readonly string[];
}

/** A request that is known to be valid, to paste into a terminal. */
export function ExampleRequest({ request, omits }: ExampleRequestProps) {
  const classes = useStyles();
  return (
    <section aria-label="Example request">
      <div className={classes.head}>
        <Typography variant="subtitle2" component="h3">
          Ask it yourself
        </Typography>
        <CopyTextButton
          text={request}
          variant="tertiary"
          tooltipText="Request copied"
          aria-label="Copy the example request"
        />
      </div>
      <pre className={classes.request}>{request}</pre>
      <OmittedInputs names={omits} />
    </section>
  );
}
