/** As the HTTP API reads a value that numbers are compared with. */
export function isNumber(value: string): boolean {
  return value.trim() !== '' && Number.isFinite(Number(value));
}
