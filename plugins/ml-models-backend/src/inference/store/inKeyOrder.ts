import { dayOf } from '../eventTime';
import { NewInference } from './InferenceRow';

/**
 * Race prevented: two writers that have the same records wait for each other.
 * Days come first, since PostgreSQL writes one partition after the other.
 *
 * @returns in an order that all writers have; of those with the same key the first one,
 *   since sorting keeps the order of equals
 */
export function inKeyOrder(
  records: readonly NewInference[],
): readonly NewInference[] {
  const sorted = [...records].sort(compareKeys);
  return sorted.filter(
    (record, at) => at === 0 || compareKeys(sorted[at - 1], record) !== 0,
  );
}

function compareKeys(a: NewInference, b: NewInference): number {
  return (
    dayOf(a.inference.timeMs) - dayOf(b.inference.timeMs) ||
    a.modelKey - b.modelKey ||
    compareTexts(a.inference.inferenceId, b.inference.inferenceId) ||
    a.inference.row - b.inference.row
  );
}

function compareTexts(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
