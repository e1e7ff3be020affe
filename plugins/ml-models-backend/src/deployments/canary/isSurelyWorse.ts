import { ComparedQuality, LimitSide } from './ComparedQuality';
import { sureChance } from './sureChance';

/**
 * Whether a version is worse than the live one by more than is permitted, and would
 * hardly seem so if it were not. Both are known by their outcomes only, so that the
 * limit itself is uncertain: confidence limits of the two are joined to one of their
 * difference as by Zou and Donner 2008, https://doi.org/10.1002/sim.3095 (of
 * proportions Newcombe 1998, method 10). Where one side has nearly all of the
 * outcomes that is the test of the other alone.
 *
 * @param maxLoss - as a share of the live version's value
 * @param trials - how often the version is judged anew: shares of the requests in turn
 */
export function isSurelyWorse(
  { candidate, live, higherIsBetter }: ComparedQuality,
  { maxLoss, trials }: { maxLoss: number; trials: number },
): boolean {
  if (candidate.value === undefined || live.value === undefined) {
    return false;
  }
  const permitted = higherIsBetter ? 1 - maxLoss : 1 + maxLoss;
  const difference = candidate.value - permitted * live.value;
  const beyond = higherIsBetter ? -difference : difference;
  if (beyond <= 0) {
    return false;
  }
  const [better, worse]: LimitSide[] = higherIsBetter
    ? ['high', 'low']
    : ['low', 'high'];
  const chance = sureChance(trials);
  const uncertainty = Math.hypot(
    candidate.limitOn(better, chance) - candidate.value,
    permitted * (live.limitOn(worse, chance) - live.value),
  );
  return beyond > uncertainty;
}
