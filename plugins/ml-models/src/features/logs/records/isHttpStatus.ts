/** @returns whether an error is called by its HTTP status, for want of another name */
export function isHttpStatus(
  errorType: string | undefined,
  statusCode: number | undefined,
): boolean {
  return statusCode !== undefined && errorType === `HTTP ${statusCode}`;
}
