/** @returns the number, if it is one that a database's integer can hold */
export function parseVersionNumber(serviceVersion: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(serviceVersion) ? +serviceVersion : undefined;
}
