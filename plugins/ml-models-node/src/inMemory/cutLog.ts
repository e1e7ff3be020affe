/** @param from - byte offset */
export function cutLog(
  log: string,
  from: number,
): { text: string; next: number } {
  const bytes = Buffer.from(log);
  return { text: bytes.subarray(from).toString('utf8'), next: bytes.length };
}
