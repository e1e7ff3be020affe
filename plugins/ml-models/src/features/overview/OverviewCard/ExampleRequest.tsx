import { CopyTextButton } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { OmittedInputs } from '../../../components/OmittedInputs/OmittedInputs';
import { Subtle } from '../../../components/Subtle/Subtle';

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
  /** Whether it goes to a service that the portal does not run. */
  isElsewhere: boolean;
  /** Names of the inputs that are not in it. */
  omits?: readonly string[];
}

/** A request that is known to be valid, to paste into a terminal. */
export function ExampleRequest(props: ExampleRequestProps) {
  const { request, isElsewhere, omits } = props;
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
      {isElsewhere && (
        <Subtle variant="caption">
          To a service that the portal neither runs nor asks: as the Open
          Inference Protocol has it. Its owners know whether it takes others.
        </Subtle>
      )}
      <OmittedInputs names={omits} />
    </section>
  );
}
