import { Combination } from './cells';
import { STEPS } from './kinds';

/** Steps in which a version has to show that it is fit to be released. */
const TRIALS = ['smoke', 'hold', 'canary'];

/**
 * Whether a deployment may fail: a service that ends while it is tried is not fit to
 * be released, whoever has ended it. One that ends before it was ready is started
 * again, and so is one that has passed.
 */
export function mayFail({
  victim,
  kind,
  point: { at, step },
}: Pick<Combination, 'victim' | 'kind' | 'point'>): boolean {
  if (victim !== 'model') return false;
  const steps: readonly string[] = STEPS[kind];
  const toCome = steps.slice(steps.indexOf(step) + 1);
  return (
    (at === 'inside' && TRIALS.includes(step)) ||
    (at === 'after' &&
      (step === 'start' || TRIALS.includes(step)) &&
      toCome.some(each => TRIALS.includes(each)))
  );
}
