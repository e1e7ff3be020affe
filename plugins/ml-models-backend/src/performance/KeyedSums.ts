export interface KeyedSumsOptions<Key, Sum> {
  isSame(a: Key, b: Key): boolean;
  /** @returns the same text for the same key, and for no other */
  textOf(key: Key): string;
  begin(key: Key): Sum;
}

/**
 * Sums to be added to in place, each found by its key. Records of a group mostly
 * have the same key in a row: the sum that was asked for last is found again by
 * comparing, since a text for each record takes as long as all the rest.
 */
export class KeyedSums<Key, Sum> {
  private readonly byText = new Map<string, Sum>();
  private last?: { key: Key; sum: Sum };

  constructor(private readonly options: KeyedSumsOptions<Key, Sum>) {}

  get(key: Key): Sum {
    if (!this.last || !this.options.isSame(this.last.key, key)) {
      this.last = { key, sum: this.find(key) };
    }
    return this.last.sum;
  }

  /** In the order in which they were begun. */
  values(): Sum[] {
    return [...this.byText.values()];
  }

  /** In the order of their keys' texts, so that two writers never wait for each other. */
  inKeyOrder(): Sum[] {
    return [...this.byText.keys()]
      .sort()
      .flatMap(text => this.byText.get(text) ?? []);
  }

  private find(key: Key): Sum {
    const text = this.options.textOf(key);
    const known = this.byText.get(text);
    if (known !== undefined) {
      return known;
    }
    const sum = this.options.begin(key);
    this.byText.set(text, sum);
    return sum;
  }
}
