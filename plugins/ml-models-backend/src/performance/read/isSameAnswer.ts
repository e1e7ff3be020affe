/**
 * Numbers are the same when they differ by no more than `tolerance` × max(1, |a|, |b|):
 * of 0.05, by 5 % of the larger one, or by 0.05 where both are below 1, as shares and
 * probabilities are, which relative to themselves differ much near 0. Texts, booleans
 * and missing values have to be equal; lists and maps, in all that is in them.
 *
 * @param a - a JSON value; undefined: missing
 */
export function isSameAnswer(
  a: unknown,
  b: unknown,
  tolerance: number,
): boolean {
  if (typeof a === 'number' && typeof b === 'number') {
    const scale = Math.max(1, Math.abs(a), Math.abs(b));
    return Math.abs(a - b) <= tolerance * scale;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return (
      a.length === b.length &&
      a.every((value, at) => isSameAnswer(value, b[at], tolerance))
    );
  }
  if (isMap(a) && isMap(b)) {
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].every(key =>
      isSameAnswer(a[key], b[key], tolerance),
    );
  }
  return a === b;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
