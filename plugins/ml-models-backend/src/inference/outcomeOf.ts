import { InferenceException } from '@noshelfware/backstage-plugin-ml-models-node';
import { ReportedInference } from './ReportedInference';

const NAME_LENGTH_MAX = 256;

const CLIENT_ERROR_STATUS = 400;

export interface OutcomeFacts {
  statusCode?: number;
  errorType?: string;
  exception?: InferenceException;
}

/** How it went: a status from 400 on, an error type or an exception is a failure. */
export function outcomeOf(
  facts: OutcomeFacts,
): Pick<
  ReportedInference,
  'failed' | 'statusCode' | 'errorType' | 'exception'
> {
  const { statusCode } = facts;
  const exception = presentException(facts.exception);
  const namedError = facts.errorType ?? exception?.type;
  const failed =
    namedError !== undefined ||
    exception !== undefined ||
    (statusCode !== undefined && statusCode >= CLIENT_ERROR_STATUS);
  return {
    failed,
    statusCode,
    errorType: failed
      ? namedError ?? (statusCode ? `HTTP ${statusCode}` : 'unknown')
      : undefined,
    exception,
  };
}

/** Its texts are cut after what is redacted is hidden in them. */
function presentException(
  exception: InferenceException | undefined,
): InferenceException | undefined {
  const { type, message, stacktrace } = exception ?? {};
  return type || message || stacktrace
    ? { type: type?.slice(0, NAME_LENGTH_MAX), message, stacktrace }
    : undefined;
}
