import { formatCount } from '../../components/formatNumber/formatNumber';

/**
 * @param versions - all that answered in the range
 * @param taken - the one that something is shown of
 * @returns which it is and why, e.g. `version 3 alone, which answered most at the end
 *   of this range: version 2 is left out, choose it above to see its own`; empty where there is no other
 */
export function whyOneVersion(
  versions: readonly number[],
  taken: number,
): string {
  const [other, ...more] = versions.filter(version => version !== taken);
  if (other === undefined) {
    return '';
  }
  const others =
    more.length > 0
      ? `the ${formatCount(more.length + 1)} others are left out, choose one`
      : `version ${other} is left out, choose it`;
  return `version ${taken} alone, which answered most at the end of this range: ${others} above to see its own`;
}
