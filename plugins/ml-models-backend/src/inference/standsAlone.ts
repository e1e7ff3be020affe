/** Between what of these stand, nothing tells where a word ends. */
const WITHOUT_SPACES =
  '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}]';

const IN_WORD = `(?!${WITHOUT_SPACES})[\\p{L}\\p{N}_]`;
const ENDS_IN_WORD = new RegExp(`${IN_WORD}$`, 'u');
const BEGINS_IN_WORD = new RegExp(`^${IN_WORD}`, 'u');

/** A character of the rarer planes takes two code units. */
const CHARACTER_LENGTH_MAX = 2;

/** What comes before the line or the column of a frame, as Python and Node print it. */
const ENDS_IN_FRAME = /(?:", line |\.[cm]?[jt]sx?:(?:\d+:)?)$/;

/** `.mjs:` and a line of six digits before a column. */
const FRAME_LENGTH_MAX = 12;

/** Whether a part of a text is no part of a longer word, nor the line of a frame. */
export function standsAlone(text: string, at: number, length: number): boolean {
  const until = at + length;
  const before = text.slice(Math.max(at - FRAME_LENGTH_MAX, 0), at);
  const after = text.slice(until, until + CHARACTER_LENGTH_MAX);
  return !(
    ENDS_IN_WORD.test(before) ||
    ENDS_IN_FRAME.test(before) ||
    BEGINS_IN_WORD.test(after)
  );
}
