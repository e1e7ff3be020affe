import { z } from 'zod';

/** How a request was answered; `invalid`: its caller was told of a mistake. */
export const requestStatusSchema = z.enum(['ok', 'error', 'invalid']);
export type RequestStatus = z.infer<typeof requestStatusSchema>;

/** What records can be searched for; `failed`: all but `ok`. */
export const searchedStatusSchema = z.enum([
  ...requestStatusSchema.options,
  'failed',
]);
export type SearchedStatus = z.infer<typeof searchedStatusSchema>;

interface Answer {
  failed: boolean;
  statusCode?: number;
}

/** Answers that say the service could not keep up: no mistake of the caller's. */
export const OVERLOAD_STATUSES: readonly number[] = [408, 429];

/**
 * Whether a failed answer tells its caller of a mistake (4xx), such as an input
 * of the wrong shape. The model did what it should; see
 * `docs/adr/0002-whose-errors-count.md`.
 */
export function isInvalidRequest(answer: Answer): boolean {
  const { failed, statusCode } = answer;
  return (
    failed &&
    statusCode !== undefined &&
    statusCode >= 400 &&
    statusCode < 500 &&
    !OVERLOAD_STATUSES.includes(statusCode)
  );
}

export function requestStatusOf(answer: Answer): RequestStatus {
  if (!answer.failed) {
    return 'ok';
  }
  return isInvalidRequest(answer) ? 'invalid' : 'error';
}

/** @returns which failures a search asks for; whatever else it does: all */
export function failuresOf(
  status: SearchedStatus | undefined,
): Exclude<SearchedStatus, 'ok'> {
  return status === undefined || status === 'ok' ? 'failed' : status;
}

/** Whether a search finds what was answered so. */
export function isAskedFor(
  status: RequestStatus,
  asked: SearchedStatus | undefined,
): boolean {
  return (
    asked === undefined ||
    asked === status ||
    (asked === 'failed' && status !== 'ok')
  );
}
