/** How a request that failed is answered. */
export interface OtlpError {
  status: number;
  /** https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto */
  code: number;
  message: string;
  retryAfterSeconds?: number;
}

const ERRORS: Record<string, Omit<OtlpError, 'message'>> = {
  InputError: { status: 400, code: 3 },
  AuthenticationError: { status: 401, code: 16 },
  PayloadTooLargeError: { status: 413, code: 3 },
  UnsupportedMediaTypeError: { status: 415, code: 3 },
  // Both are retried by every exporter; 429 is what OTLP throttles with.
  ServiceUnavailableError: { status: 429, code: 8, retryAfterSeconds: 1 },
};

/** A fault of ours: exporters retry a 503, and would drop the batch on a 500. */
const FAULT: OtlpError = {
  status: 503,
  code: 14,
  message: 'The records could not be stored: send again later',
  retryAfterSeconds: 5,
};

/** @returns an answer that tells of the sender's mistakes, and hides our faults */
export function describeOtlpError(error: unknown): OtlpError {
  return error instanceof Error && Object.hasOwn(ERRORS, error.name)
    ? { ...ERRORS[error.name], message: error.message }
    : FAULT;
}
