import leven from 'leven';

/** One letter in three may differ, so that short names need to be closer. */
const LETTERS_PER_SLIP = 3;

/**
 * @param field - a name nobody knows
 * @returns the known name that `field` was probably meant to be
 */
export function closestField(
  field: string,
  known: string[],
): string | undefined {
  return known
    .map(name => ({ name, slips: leven(plain(field), plain(name)) }))
    .filter(({ name, slips }) => slips <= name.length / LETTERS_PER_SLIP)
    .sort((a, b) => a.slips - b.slips)[0]?.name;
}

/** `risk_tier`, `risk-tier` and `riskTier` are one name to a person. */
function plain(name: string): string {
  return name.replace(/[-_]/g, '').toLowerCase();
}
