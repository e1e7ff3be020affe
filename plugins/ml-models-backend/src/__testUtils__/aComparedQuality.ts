import { ComparedQuality } from '../deployments/canary/ComparedQuality';
import { compareQuality } from '../performance/quality/compareQuality';

/** Right predictions, and outcomes that have arrived. */
type RightOf = readonly [right: number, outcomes: number];

/** Two versions that tell several classes apart. */
export function aComparedQuality({
  candidate,
  live,
}: {
  candidate: RightOf;
  live: RightOf;
}): ComparedQuality[] {
  const toCounts = ([right, outcomes]: RightOf) =>
    new Map([
      ['class.correct', right],
      ['class.wrong', outcomes - right],
    ]);
  return compareQuality(toCounts(candidate), toCounts(live));
}
