/** Answers that say the service could not keep up: no mistake of the caller's. */
export const OVERLOAD_STATUSES: readonly number[] = [408, 429];

/**
 * Whether a failed answer tells its caller of a mistake (4xx), such as an input
 * of the wrong shape. The model did what it should; see
 * `docs/adr/0002-whose-errors-count.md`.
 */
export function isInvalidRequest(answer: {
  failed: boolean;
  statusCode?: number;
}): boolean {
  const { failed, statusCode } = answer;
  return (
    failed &&
    statusCode !== undefined &&
    statusCode >= 400 &&
    statusCode < 500 &&
    !OVERLOAD_STATUSES.includes(statusCode)
  );
}
