import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { EmptyNote } from '../../../components/EmptyNote/EmptyNote';
import { NewTokenLink } from '../../../components/NewTokenLink/NewTokenLink';
import { OmittedInputs } from '../../../components/OmittedInputs/OmittedInputs';
import { CopyableText } from '../RecordPanel/CopyableText';

const useStyles = makeStyles(theme => ({
  command: { textAlign: 'left', marginTop: theme.spacing(1) },
}));

export interface HowRecordsArriveProps {
  /** Environments that answer, in promotion order. */
  endpoints: ReadonlyArray<{ environment: string; endpoint: string }>;
  /** A whole command, known to be valid. */
  exampleRequest?: string;
  /** Names of the inputs that are not in it. */
  exampleOmits?: readonly string[];
  /** Whether the first record is shown by itself. */
  awaited: boolean;
}

/** Shown while a model has no record at all: where they come from. */
export function HowRecordsArrive(props: HowRecordsArriveProps) {
  const classes = useStyles();
  const live = props.endpoints[props.endpoints.length - 1];
  return (
    <EmptyNote title="No records yet">
      <Typography variant="body2" paragraph>
        Every prediction is recorded here with its inputs, its outputs or its
        exception, as soon as the model has answered one. Services made from our
        templates report by themselves; any other sends OpenTelemetry logs to{' '}
        <code>/api/ml-models/otlp/v1/logs</code> with a{' '}
        <NewTokenLink purpose="ingest">
          token that may send records
        </NewTokenLink>
        .{props.awaited && ' The first one appears by itself.'}
      </Typography>
      {live && props.exampleRequest ? (
        <>
          Send the first request to {live.environment}:
          <div className={classes.command}>
            <CopyableText what="the curl command" text={props.exampleRequest} />
            <OmittedInputs names={props.exampleOmits} />
          </div>
        </>
      ) : (
        describeNextStep(live)
      )}
    </EmptyNote>
  );
}

function describeNextStep(live: { environment: string } | undefined): string {
  return live
    ? `Send it a request in ${live.environment}; the Overview has its address.`
    : 'No version serves yet: deploy one from the Versions tab first.';
}
