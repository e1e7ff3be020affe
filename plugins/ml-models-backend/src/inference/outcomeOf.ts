import { InferenceException } from '@noshelfware/backstage-plugin-ml-models-node';
import { ReportedInference } from './ReportedInference';

/** 16,384 characters of a stack trace hold about 150 frames. */
const EXCEPTION_TEXT_LENGTH_MAX = 16_384;
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
  const exception = cutException(facts.exception);
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

function cutException(
  exception: InferenceException | undefined,
): InferenceException | undefined {
  const { type, message, stacktrace } = exception ?? {};
  return type || message || stacktrace
    ? {
        type: type?.slice(0, NAME_LENGTH_MAX),
        message: message?.slice(0, EXCEPTION_TEXT_LENGTH_MAX),
        stacktrace: stacktrace && cutStacktrace(stacktrace),
      }
    : undefined;
}

/** Cut in the middle: the innermost frame is first in Node and last in Python. */
function cutStacktrace(text: string): string {
  if (text.length <= EXCEPTION_TEXT_LENGTH_MAX) {
    return text;
  }
  const half = EXCEPTION_TEXT_LENGTH_MAX / 2;
  return `${text.slice(0, half)}\n…\n${text.slice(-half)}`;
}
