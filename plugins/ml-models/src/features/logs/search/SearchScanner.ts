/** A place in a search line that does not make sense. */
export class SearchSyntaxError extends Error {
  /**
   * @param start - offset of the first character in question
   * @param end - offset after the last one
   */
  constructor(message: string, readonly start: number, readonly end: number) {
    super(message);
    this.name = 'SearchSyntaxError';
  }
}

const SPACE = /\s/;
const OPERATOR = /^(>=|<=|!=|=|>|<)/;

/** Reads a search line from left to right. */
export class SearchScanner {
  offset = 0;

  constructor(private readonly line: string) {}

  atEnd(): boolean {
    return this.offset >= this.line.length;
  }

  /** @returns the character ahead; empty at the end */
  peek(): string {
    return this.line.charAt(this.offset);
  }

  skip(count: number): void {
    this.offset += count;
  }

  skipSpace(): void {
    while (SPACE.test(this.peek())) {
      this.offset += 1;
    }
  }

  /**
   * Reads an operator, with space before and after it or not; reads nothing
   * when there is none.
   */
  tryOperator(): string | undefined {
    const rest = this.line.slice(this.offset);
    const ahead = rest.trimStart();
    const match = OPERATOR.exec(ahead);
    if (!match) {
      return undefined;
    }
    this.offset += rest.length - ahead.length + match[0].length;
    this.skipSpace();
    return match[0];
  }

  /** Reads up to a space, a colon, a quote or an operator. */
  readName(): string {
    const start = this.offset;
    while (
      !this.atEnd() &&
      !/[\s:"]/.test(this.peek()) &&
      !OPERATOR.test(this.line.slice(this.offset, this.offset + 2))
    ) {
      this.offset += 1;
    }
    return this.line.slice(start, this.offset);
  }

  /** Reads a value: quoted, or up to a space. */
  readValue(): string {
    if (this.peek() === '"') {
      return this.readQuoted();
    }
    const start = this.offset;
    while (!this.atEnd() && !SPACE.test(this.peek())) {
      this.offset += 1;
    }
    return this.line.slice(start, this.offset);
  }

  /** @throws SearchSyntaxError when the quote is never closed */
  readQuoted(): string {
    const start = this.offset;
    let text = '';
    this.offset += 1;
    while (!this.atEnd()) {
      const character = this.peek();
      this.offset += 1;
      if (character === '"') {
        return text;
      }
      if (character === '\\' && !this.atEnd()) {
        text += this.peek();
        this.offset += 1;
      } else {
        text += character;
      }
    }
    throw new SearchSyntaxError(
      'This quote is not closed: put another " where the text ends.',
      start,
      this.line.length,
    );
  }
}
