import { standsAlone } from './standsAlone';

/** Shorter ones occur by chance in words that do not tell of the value. */
const TELLING_LENGTH_MIN = 3;

const BEGINNING_LENGTHS = [TELLING_LENGTH_MIN, 2, 1];

/**
 * Finds any of many values at a place in a text. A batch may have 50,000 rows, with
 * values and a text each: to look for one value after the other would take minutes.
 */
export class ValueFinder {
  private readonly values = new Set<string>();
  private readonly firstUnits = new Set<number>();
  /** How long the values are that begin alike, the longest first. */
  private readonly lengths = new Map<string, number[]>();

  add(value: string): void {
    this.values.add(value);
    this.firstUnits.add(value.charCodeAt(0));
    const beginning = value.slice(0, TELLING_LENGTH_MIN);
    const lengths = this.lengths.get(beginning) ?? [];
    if (!lengths.includes(value.length)) {
      lengths.push(value.length);
      lengths.sort((a, b) => b - a);
      this.lengths.set(beginning, lengths);
    }
  }

  /** @returns the longest value that begins there; a short one only as a word */
  findAt(text: string, at: number): string | undefined {
    if (!this.firstUnits.has(text.charCodeAt(at))) {
      return undefined;
    }
    for (const beginningLength of BEGINNING_LENGTHS) {
      const beginning = text.slice(at, at + beginningLength);
      for (const length of this.lengths.get(beginning) ?? []) {
        const value = text.slice(at, at + length);
        const tells =
          length >= TELLING_LENGTH_MIN || standsAlone(text, at, length);
        if (tells && this.values.has(value)) {
          return value;
        }
      }
    }
    return undefined;
  }
}
