import { OutcomeChange } from '@noshelfware/backstage-plugin-ml-models-node';
import { VersionKey } from '../baseline/baselines';
import { VersionMap } from '../profile/VersionMap';
import { Counts } from './Counts';
import { countOutcome } from './countOutcome';
import { guessOutcomeRules, OutcomeRule } from './OutcomeRule';

/** Of the labels, those that were compared by a rule that nobody has named. */
export const GUESSED = 'labels.guessed';

/**
 * What each outcome adds to quality. Rules of versions that have none are guessed
 * from all of their outcomes that are at hand.
 */
export function judgeOutcomes(
  changes: readonly OutcomeChange[],
  ruleOf: (version: VersionKey) => OutcomeRule | undefined,
): (Counts | undefined)[] {
  const withoutRule = new VersionMap<OutcomeChange[]>();
  for (const change of changes) {
    const { inference } = change;
    if (!ruleOf(inference)) {
      const others = withoutRule.get(inference) ?? [];
      others.push(change);
      withoutRule.set(inference, others);
    }
  }
  const guesses = new VersionMap<ReturnType<typeof guessOutcomeRules>>();
  return changes.map(change => {
    const { inference, prediction, target } = change;
    const known = ruleOf(inference);
    if (known) {
      return countOutcome(known, prediction, target);
    }
    const guess =
      guesses.get(inference) ??
      guessOutcomeRules(withoutRule.get(inference) ?? []);
    guesses.set(inference, guess);
    const rule = guess(change);
    const counts = rule && countOutcome(rule, prediction, target);
    counts?.set(GUESSED, 1);
    return counts;
  });
}
