/**
 * Names in one sentence; the page has them all.
 *
 * @returns e.g. `MAE, RMSE and R²`, `a, b, c and 3 more`
 */
export function listNames(names: readonly string[], shownMax = 5): string {
  const more = names.length - shownMax;
  const shown =
    more > 0 ? [...names.slice(0, shownMax), `${more} more`] : names;
  return shown.length > 1
    ? `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]}`
    : shown.join('');
}
