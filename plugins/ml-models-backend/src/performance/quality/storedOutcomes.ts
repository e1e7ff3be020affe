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
 * @param outcomes - see `countOutcome` and `addEstimate`
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
 * Adds up stored outcomes. A year of slices has millions of bins: they are added by
 * their numbers, and get their names once.
 */
export class StoredOutcomes {
  private readonly lists = new Map<string, Float64Array>();

  /**
   * Of before there were lists, each bin has a sum of its own.
   *
   * @param text - JSON, as stored
   * @param to - what has no number is added to
   * @throws Error when it is none of ours
   */
  add(text: string, to: Counts): void {
    const stored: Record<string, unknown> = JSON.parse(text);
    for (const [name, value] of Object.entries(stored)) {
      const names = LISTS.get(name);
      if (names && Array.isArray(value) && value.length <= names.length) {
        const sums = this.sumsOf(name, names.length);
        for (let bin = 0; bin < value.length; bin += 1) {
          const sum: unknown = value[bin];
          if (typeof sum !== 'number') throw noNumber(names[bin]);
          sums[bin] += sum;
        }
      } else {
        if (typeof value !== 'number') throw noNumber(name);
        if (value !== 0) addCount(to, name, value);
      }
    }
  }

  /** Adds what others add up to that has a number and no name yet. */
  merge(other: StoredOutcomes): void {
    for (const [list, added] of other.lists) {
      const sums = this.sumsOf(list, added.length);
      for (let bin = 0; bin < added.length; bin += 1) sums[bin] += added[bin];
    }
  }

  /** Moves what was added by number to where it has a name. */
  nameIn(to: Counts): void {
    for (const [list, sums] of this.lists) {
      const names = LISTS.get(list) ?? [];
      for (let bin = 0; bin < sums.length; bin += 1) {
        if (sums[bin] !== 0) addCount(to, names[bin], sums[bin]);
      }
    }
    this.lists.clear();
  }

  private sumsOf(list: string, bins: number): Float64Array {
    const sums = this.lists.get(list) ?? new Float64Array(bins);
    this.lists.set(list, sums);
    return sums;
  }
}

/** Checked by hand: a year has millions of them. */
function noNumber(name: string): Error {
  return new Error(`The stored sum ${name} is no number`);
}
