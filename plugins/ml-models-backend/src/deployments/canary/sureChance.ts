/**
 * A version is sent back when it is surely beyond a limit: when one just at the limit
 * would do as badly with this chance at most. The lower half of 1 %, shared among the
 * looks, so that looking often raises no more false alarms than looking once.
 */
const SURE = 0.01 / 2;

/** Of a step: ten while it bakes, and ten more while it has too few requests. */
const LOOKS_OF_STEP = 20;

/**
 * @param trials - how often the version is judged anew: shares of the requests in turn
 * @returns of one look, how likely it may be to send a version back that is at the limit
 */
export function sureChance(trials: number): number {
  return SURE / (LOOKS_OF_STEP * trials);
}
