/** How a request that failed is answered. */
export interface ReceptionError {
  status: number;
  name: string;
  /** https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto */
  code: number;
  message: string;
  retryAfterSeconds?: number;
}

const ERRORS: Record<string, Omit<ReceptionError, 'message' | 'name'>> = {
  InputError: { status: 400, code: 3 },
  AuthenticationError: { status: 401, code: 16 },
  NotAllowedError: { status: 403, code: 7 },
  NotFoundError: { status: 404, code: 5 },
  PayloadTooLargeError: { status: 413, code: 3 },
  UnsupportedMediaTypeError: { status: 415, code: 3 },
  // Both are retried by every exporter; 429 is what OTLP throttles with.
  ServiceUnavailableError: { status: 429, code: 8, retryAfterSeconds: 1 },
};

/** A fault of ours: exporters retry a 503, and would drop the batch on a 500. */
const FAULT: ReceptionError = {
  status: 503,
  name: 'ServiceUnavailableError',
  code: 14,
  message: 'The records could not be stored: send again later',
  retryAfterSeconds: 5,
};

/** @returns an answer that tells of the sender's mistakes, and hides our faults */
export function describeReceptionError(error: unknown): ReceptionError {
  return error instanceof Error && Object.hasOwn(ERRORS, error.name)
    ? { ...ERRORS[error.name], name: error.name, message: error.message }
    : FAULT;
}
