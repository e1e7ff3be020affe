/** @returns undefined where there is nothing to be a part of */
export function ratio(part: number, whole: number): number | undefined {
  return whole > 0 ? part / whole : undefined;
}
