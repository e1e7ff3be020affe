import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { InferenceDetail } from '@noshelfware/backstage-plugin-ml-models-common';
import { isHttpStatus } from '../records/isHttpStatus';
import { CopyableText } from './CopyableText';
import { PanelSection } from './PanelSection';

/** Why there is no answer. */
export function ExceptionSection(props: { record: InferenceDetail }) {
  const { exception, errorType, errorMessage, statusCode } = props.record;
  const type = exception?.type ?? errorType ?? 'Error';
  return (
    <PanelSection title="Exception">
      <Alert severity="error" icon={false}>
        <AlertTitle>
          {type}
          {statusCode !== undefined &&
            !isHttpStatus(type, statusCode) &&
            ` (HTTP ${statusCode})`}
        </AlertTitle>
        {exception?.message ?? errorMessage ?? 'The service gave no message.'}
      </Alert>
      {exception?.stacktrace && (
        <CopyableText what="the stack trace" text={exception.stacktrace} />
      )}
    </PanelSection>
  );
}
