import { ChartTheme } from '../chartTheme';
import { mixColors } from '../mixColors';

/**
 * A distance this far beyond the limit is as bad as it gets for the eye: the
 * two distributions barely overlap.
 */
const STRONGEST = 0.5;

/**
 * Pale up to the limit, but never as blank as where there is too little to say; then from warning to error: the eye goes to what has
 * drifted, and small differences below the limit stay quiet.
 *
 * @param limit - from where on a value counts as drift
 */
export function heatColor(
  theme: ChartTheme,
  value: number,
  limit: number,
): string {
  if (value < limit) {
    return mixColors(theme.background, theme.ok, 0.2 + (0.3 * value) / limit);
  }
  const strength = Math.min(1, (value - limit) / (STRONGEST - limit));
  return mixColors(theme.warning, theme.error, strength);
}
