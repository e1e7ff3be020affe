/** Bytes to begin with: a piece of 64 KiB, and its last row as a rule. */
const ROOM_BYTES = 68 * 1024;

/** Bytes of a character in UTF-8, at most. */
const CHARACTER_BYTES_MAX = 3;

/** Longer texts are written by the engine, which costs as much as so many characters. */
const SHORT_LENGTH_MAX = 64;

const TAB = 0x09;
const LINE_FEED = 0x0a;
const BACKSLASH = 0x5c;
const CAPITAL_N = 0x4e;
const DELETE = 0x7f;
const SPACE = 0x20;

const ESCAPED = /[\\\n\r\t]/;
const EACH_ESCAPED = /[\\\n\r\t]/g;
const ESCAPES: Record<string, string> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/**
 * Writes rows in the text format of COPY, straight into the bytes that are sent:
 * in half of the time that joining texts took, and nothing is left to clear up.
 *
 * https://www.postgresql.org/docs/current/sql-copy.html, "Text Format"
 */
export class CopyText {
  /** Bytes written. */
  length = 0;
  private bytes = Buffer.allocUnsafe(ROOM_BYTES);

  addRow(values: readonly (string | number | null)[]): void {
    for (let at = 0; at < values.length; at += 1) {
      const value = values[at];
      if (at > 0) this.addByte(TAB);
      if (value === null) {
        this.addByte(BACKSLASH);
        this.addByte(CAPITAL_N);
      } else {
        this.addText(typeof value === 'string' ? value : String(value));
      }
    }
    this.addByte(LINE_FEED);
  }

  /** @returns all rows; to be used before another one is added */
  toBytes(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  private addByte(byte: number): void {
    this.makeRoom(1);
    this.bytes[this.length] = byte;
    this.length += 1;
  }

  private addText(text: string): void {
    if (text.length <= SHORT_LENGTH_MAX && this.addPlain(text)) {
      return;
    }
    const escaped = ESCAPED.test(text)
      ? text.replace(EACH_ESCAPED, character => ESCAPES[character])
      : text;
    this.makeRoom(escaped.length * CHARACTER_BYTES_MAX);
    this.length += this.bytes.write(escaped, this.length, 'utf8');
  }

  /** @returns false, with nothing added, for what is not plain ASCII */
  private addPlain(text: string): boolean {
    this.makeRoom(text.length);
    const { bytes, length } = this;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code < SPACE || code >= DELETE || code === BACKSLASH) return false;
      bytes[length + at] = code;
    }
    this.length = length + text.length;
    return true;
  }

  private makeRoom(bytes: number): void {
    if (this.length + bytes > this.bytes.length) {
      const larger = Buffer.allocUnsafe(2 * (this.length + bytes));
      this.bytes.copy(larger, 0, 0, this.length);
      this.bytes = larger;
    }
  }
}
