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

/**
 * Guesses a rule for a version that nothing is known of.
 *
 * @returns undefined unless an output has the target's name, or both are alone
 */
export function guessOutcomeRule(
  prediction: NamedValues,
  target: NamedValues,
): OutcomeRule | undefined {
  const targets = Object.keys(target);
  const outputs = Object.keys(prediction);
  const shared = targets.find(name => outputs.includes(name));
  const alone = targets.length === 1 && outputs.length === 1;
  const name = shared ?? (alone ? targets[0] : undefined);
  if (name === undefined) {
    return undefined;
  }
  return {
    target: name,
    output: shared ?? outputs[0],
    ...guessKind(target[name]),
  };
}

function guessKind(
  actual: RecordedValue,
): Pick<OutcomeRule, 'kind' | 'positive'> {
  switch (typeof actual) {
    case 'boolean':
      return { kind: 'binary', positive: true };
    case 'number':
      return { kind: 'regression' };
    default:
      return { kind: 'multiclass' };
  }
}
