import { hideWord } from './hideWord';

/** Shorter ones occur by chance in words that do not tell of the value. */
const TELLING_LENGTH_MIN = 3;

/** Values that are redacted, to be hidden in the texts that repeat them. */
export class HiddenValues {
  private readonly stands = new Map<string, string>();

  /** @param stands - what is to be read in place of each value */
  add(stands: ReadonlyMap<string, string>): void {
    stands.forEach((stand, value) => this.stands.set(value, stand));
  }

  /** @returns the text without the values */
  hideIn(text: string): string {
    return this.longestFirst().reduce(
      (rest, value) => hide(rest, value, this.stands.get(value) ?? ''),
      text,
    );
  }

  /**
   * Hides first and cuts afterwards: a cut through a value would leave half of
   * it readable.
   *
   * @returns the first so many characters of the text
   */
  beginOf(text: string, lengthMax: number): string {
    return this.clip(text, lengthMax, 'begin');
  }

  /** @returns the last so many characters of the text */
  endOf(text: string, lengthMax: number): string {
    return this.clip(text, lengthMax, 'end');
  }

  /** Looks no further into a long text than a value may reach. */
  private clip(text: string, lengthMax: number, side: 'begin' | 'end'): string {
    const [longest] = this.longestFirst();
    const reach = longest?.length ?? 0;
    const clipped = keep(text, lengthMax + reach, side);
    const hidden = this.hideIn(clipped);
    // At the end that was cut, less than one value may be left of a value.
    const isWhole = clipped.length === text.length;
    const told = isWhole ? hidden.length : hidden.length - reach;
    return keep(hidden, Math.min(lengthMax, Math.max(told, 0)), side);
  }

  /** A value that contains another must not stay half readable. */
  private longestFirst(): string[] {
    return [...this.stands.keys()].sort((a, b) => b.length - a.length);
  }
}

function hide(text: string, value: string, stand: string): string {
  return value.length < TELLING_LENGTH_MIN
    ? hideWord(text, value, stand)
    : text.replaceAll(value, stand);
}

function keep(text: string, length: number, side: 'begin' | 'end'): string {
  return side === 'begin'
    ? text.slice(0, length)
    : text.slice(Math.max(text.length - length, 0));
}
