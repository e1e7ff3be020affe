import { addCount, assertFinite, Counts } from './Counts';
import { FINE_SCORE_SUMS } from './fineScoreBins';
import { SCORE_SUMS } from './scoreBins';

/**
 * Sums of numbered bins are stored as a list, the first bin first and empty ones
 * at the end left out: of a day's scores that takes a fifth of the room and of the
 * time to read it.
 */
const LISTS = new Map([
  ['score.positive', SCORE_SUMS.positive],
  ['score.negative', SCORE_SUMS.negative],
  ['score.positive.fine', FINE_SCORE_SUMS.positive],
  ['score.negative.fine', FINE_SCORE_SUMS.negative],
  ['score.sum', SCORE_SUMS.sum],
]);

const PLACES = new Map(
  [...LISTS].flatMap(([list, names]) =>
    names.map((name, bin) => [name, { list, bin }] as const),
  ),
);

/**
 * @param outcomes - see `countOutcome` and `estimateOutcome`
 * @returns JSON
 * @throws Error for a sum that JSON has no number for, which nobody could read
 */
export function stringifyOutcomes(outcomes: Counts): string {
  assertFinite(outcomes);
  const stored: Record<string, number | number[]> = {};
  const lists = new Map<string, number[]>();
  for (const [name, sum] of outcomes) {
    const place = PLACES.get(name);
    if (place) {
      const list = lists.get(place.list) ?? [];
      lists.set(place.list, list);
      while (list.length < place.bin) list.push(0);
      list[place.bin] = sum;
    } else {
      stored[name] = sum;
    }
  }
  return JSON.stringify({ ...stored, ...Object.fromEntries(lists) });
}

/**
 * Adds stored outcomes to others. Of before there were lists, each bin has a sum
 * of its own.
 *
 * @param text - JSON, as stored
 * @throws Error when it is none of ours
 */
export function addStoredOutcomes(to: Counts, text: string): void {
  const stored: Record<string, unknown> = JSON.parse(text);
  for (const [name, value] of Object.entries(stored)) {
    const names = LISTS.get(name);
    if (names && Array.isArray(value) && value.length <= names.length) {
      value.forEach((sum, bin) => addStored(to, names[bin], sum));
    } else {
      addStored(to, name, value);
    }
  }
}

/** Checked by hand: a year has millions of them. */
function addStored(to: Counts, name: string, sum: unknown): void {
  if (typeof sum !== 'number') {
    throw new Error(`The stored sum ${name} is no number`);
  }
  if (sum !== 0) addCount(to, name, sum);
}
