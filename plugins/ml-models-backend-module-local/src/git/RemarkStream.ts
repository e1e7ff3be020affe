import { Transform, TransformCallback } from 'node:stream';
import { toTerminalLine } from './toTerminalLine';

/** A pkt-line of length zero, gitprotocol-common(5): the last thing git sends. */
const FLUSH = '0000';

/** The length in hexadecimal, then the number of the side-band. */
const BAND_AT = 4;

/** gitprotocol-pack(5), side-band: what a client shows after `remote:`. */
const PROGRESS_BAND = 2;

/** What a pkt-line holds under the older of the two capabilities, side-band. */
const TEXT_BYTES_MAX = 1000 - BAND_AT - 1;

/**
 * Lets the answer to a push through but for its end, so that a client can be told
 * something by the side-band once it is known what follows from the push.
 */
export class RemarkStream extends Transform {
  private band: number | undefined;
  private position = 0;
  private held = Buffer.alloc(0);

  _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    if (this.band === undefined && this.position + chunk.length > BAND_AT) {
      this.band = chunk[BAND_AT - this.position];
    }
    this.position += chunk.length;
    const all = Buffer.concat([this.held, chunk]);
    const end = Math.max(0, all.length - FLUSH.length);
    this.held = all.subarray(end);
    done(null, all.subarray(0, end));
  }

  /**
   * @param remarks - a line each
   * @returns the end that was held back, behind the remarks if the client reads them
   */
  endWith(remarks: readonly string[]): Buffer {
    const hasBands =
      this.band !== undefined && this.band >= 1 && this.band <= 3;
    return hasBands && this.held.toString('latin1') === FLUSH
      ? Buffer.concat([...remarks.map(toProgress), this.held])
      : this.held;
  }
}

function toProgress(remark: string): Buffer {
  const text = Buffer.from(toTerminalLine(remark)).subarray(
    0,
    TEXT_BYTES_MAX - 1,
  );
  const length = BAND_AT + 1 + text.length + 1;
  return Buffer.concat([
    Buffer.from(length.toString(16).padStart(BAND_AT, '0')),
    Buffer.from([PROGRESS_BAND]),
    text,
    Buffer.from('\n'),
  ]);
}
