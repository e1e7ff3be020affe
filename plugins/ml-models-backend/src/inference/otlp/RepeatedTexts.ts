import { Reader } from 'protobufjs';
import { withoutNul } from '../toRecordedText';

/** Names and categories are shorter, and few identifiers are. */
const LENGTH_MAX = 32;

/**
 * Texts remembered, each in the place that its hash names: 128 kB of them, far
 * more than one model's names and categories. A power of two.
 */
const PLACES = 4096;

/** FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/ */
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * Reads texts of a request. The names in it stand in every record again: one
 * that was read before is found by its bytes, which takes a third of making it
 * anew, and is a name that objects and maps have looked up before.
 */
export class RepeatedTexts {
  private readonly known = new Array<string>(PLACES).fill('');

  /** Reads the text that comes next, with U+FFFD for what no database takes. */
  read(reader: Reader): string {
    const before = reader.pos;
    const length = reader.uint32();
    const start = reader.pos;
    if (length > LENGTH_MAX || start + length > reader.len) {
      reader.pos = before;
      return withoutNul(reader.string());
    }
    const place = placeOf(reader.buf, start, length);
    const known = this.known[place];
    if (isAscii(known, reader.buf, start, length)) {
      reader.pos = start + length;
      return known;
    }
    reader.pos = before;
    const text = withoutNul(reader.string());
    this.known[place] = text;
    return text;
  }
}

function placeOf(bytes: Uint8Array, start: number, length: number): number {
  let hash = FNV_OFFSET;
  for (let at = start; at < start + length; at += 1) {
    hash = Math.imul(hash ^ bytes[at], FNV_PRIME);
  }
  return (hash ^ (hash >>> 16)) & (PLACES - 1);
}

/** @returns whether these bytes are a text; for one beyond ASCII false */
function isAscii(
  text: string,
  bytes: Uint8Array,
  start: number,
  length: number,
): boolean {
  if (text.length !== length) {
    return false;
  }
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== bytes[start + at] || code >= 0x80) return false;
  }
  return true;
}
