import { ValueFinder } from './ValueFinder';

/** A part of a text, and the value that it is hidden for. */
interface HiddenPart {
  from: number;
  until: number;
  value: string;
}

/** Values that are redacted, to be hidden in the texts that repeat them. */
export class HiddenValues {
  private readonly stands = new Map<string, string>();
  private readonly finder = new ValueFinder();
  private longest = 0;

  /** @param stands - what is to be read in place of each value */
  add(stands: ReadonlyMap<string, string>): void {
    stands.forEach((stand, value) => {
      this.stands.set(value, stand);
      this.finder.add(value);
      this.longest = Math.max(this.longest, value.length);
    });
  }

  /** @returns the text without the values */
  hideIn(text: string): string {
    let hidden = '';
    let at = 0;
    for (const { from, until, value } of this.findParts(text)) {
      hidden += text.slice(at, from) + this.stands.get(value);
      at = until;
    }
    return hidden + text.slice(at);
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
    const reach = this.longest;
    const clipped = keep(text, lengthMax + reach, side);
    const hidden = this.hideIn(clipped);
    // At the end that was cut, less than one value may be left of a value.
    const isWhole = clipped.length === text.length;
    const told = isWhole ? hidden.length : hidden.length - reach;
    return keep(hidden, Math.min(lengthMax, Math.max(told, 0)), side);
  }

  /** @returns in order; values that overlap are one part, lest half of one be left */
  private findParts(text: string): HiddenPart[] {
    const parts: HiddenPart[] = [];
    if (this.longest === 0) {
      return parts;
    }
    for (let at = 0; at < text.length; at += 1) {
      const value = this.finder.findAt(text, at);
      if (value !== undefined) addPart(parts, at, value);
    }
    return parts;
  }
}

function addPart(parts: HiddenPart[], from: number, value: string): void {
  const last = parts.at(-1);
  const until = from + value.length;
  if (!last || from >= last.until) {
    parts.push({ from, until, value });
  } else if (until > last.until && value !== last.value) {
    last.until = until;
    if (value.length > last.value.length) last.value = value;
  }
}

function keep(text: string, length: number, side: 'begin' | 'end'): string {
  return side === 'begin'
    ? text.slice(0, length)
    : text.slice(Math.max(text.length - length, 0));
}
