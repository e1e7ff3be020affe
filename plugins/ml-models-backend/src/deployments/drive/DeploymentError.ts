import { isError } from '@backstage/errors';

export interface DeploymentErrorOptions {
  /** What happened and what to do, in one or two sentences. */
  message: string;
  /** The first line of the log that tells of an error. */
  firstErrorLine?: string;
  /** The pipeline stage, if not the step that runs. */
  step?: string;
  cause?: unknown;
}

/** A deployment cannot go on. */
export class DeploymentError extends Error {
  readonly firstErrorLine?: string;
  readonly step?: string;

  constructor(options: DeploymentErrorOptions) {
    super(options.message, { cause: options.cause });
    this.name = 'DeploymentError';
    this.firstErrorLine = options.firstErrorLine;
    this.step = options.step;
  }
}

/** Somebody has asked to stop. */
export class DeploymentCancelledError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'DeploymentCancelledError';
  }
}

/** Somebody has decided that it is not released. */
export class DeploymentRejectedError extends DeploymentCancelledError {
  constructor(reason: string) {
    super(reason);
    this.name = 'DeploymentRejectedError';
  }
}

/** Asking again would only be told the same. */
const DEFINITE_ERRORS = [
  'DeploymentError',
  'DeploymentCancelledError',
  'DeploymentRejectedError',
  'InputError',
  'NotFoundError',
  'ConflictError',
  'NotAllowedError',
  'NotImplementedError',
];

/** Whether an error is an answer, rather than the lack of one. */
export function isDefiniteError(error: unknown): boolean {
  return isError(error) && DEFINITE_ERRORS.includes(error.name);
}
