import {
  ModelReport,
  NamedValues,
  RecordedValue,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';

/** How the outcomes of a version are compared with its outputs. */
export const outcomeRuleSchema = z.object({
  kind: z.enum(['binary', 'multiclass', 'regression']),
  /** Name of the outcome, in feedback and reference rows. */
  target: z.string(),
  /** The output that predicts it. */
  output: z.string(),
  /** Binary: which value counts as positive. */
  positive: z.union([z.string(), z.boolean(), z.number()]).optional(),
  /** Binary: the output with the probability of `positive`. */
  score: z.string().optional(),
  /** Several classes: those told apart, the most frequent of the reference first. */
  classes: z.array(z.string()).optional(),
});
export type OutcomeRule = z.infer<typeof outcomeRuleSchema>;

/** @returns undefined when the report names no target */
export function findOutcomeRule({
  target,
  task,
}: ModelReport): OutcomeRule | undefined {
  if (!target) {
    return undefined;
  }
  const { name, output, type, score } = target;
  const positive = target.positive ?? (type === 'boolean' ? true : undefined);
  if (positive !== undefined) {
    return { kind: 'binary', target: name, output, positive, score };
  }
  const isClass = type === 'string' || task?.includes('classification');
  return {
    kind: isClass ? 'multiclass' : 'regression',
    target: name,
    output,
  };
}

/** An outcome beside what had been predicted. */
export interface Outcome {
  prediction: NamedValues;
  target: NamedValues;
}

/**
 * Guesses rules for a version that nothing is known of.
 *
 * @param outcomes - all that are at hand: numbers among which are only 0 and 1 are
 *   taken for classes
 * @returns undefined of an outcome unless an output has the target's name, or both
 *   are alone
 */
export function guessOutcomeRules(
  outcomes: readonly Outcome[],
): (outcome: Outcome) => OutcomeRule | undefined {
  const isBinary = outcomes.every(outcome => {
    const pair = findPair(outcome);
    return (
      !pair ||
      (isBit(outcome.target[pair.target]) &&
        isBit(outcome.prediction[pair.output]))
    );
  });
  return outcome => {
    const pair = findPair(outcome);
    return (
      pair && { ...pair, ...guessKind(outcome.target[pair.target], isBinary) }
    );
  };
}

function findPair({
  prediction,
  target,
}: Outcome): Pick<OutcomeRule, 'target' | 'output'> | undefined {
  const targets = Object.keys(target);
  const outputs = Object.keys(prediction);
  const shared = targets.find(name => outputs.includes(name));
  const alone = targets.length === 1 && outputs.length === 1;
  const name = shared ?? (alone ? targets[0] : undefined);
  return name === undefined
    ? undefined
    : { target: name, output: shared ?? outputs[0] };
}

function isBit(value: RecordedValue): boolean {
  return value === 0 || value === 1;
}

function guessKind(
  actual: RecordedValue,
  isBinary: boolean,
): Pick<OutcomeRule, 'kind' | 'positive'> {
  switch (typeof actual) {
    case 'boolean':
      return { kind: 'binary', positive: true };
    case 'number':
      return isBinary
        ? { kind: 'binary', positive: 1 }
        : { kind: 'regression' };
    default:
      return { kind: 'multiclass' };
  }
}
