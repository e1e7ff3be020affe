/** Between what of these stands, nothing tells where a word ends. */
const WITHOUT_SPACES =
  '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}]';

const IN_WORD = `(?:(?!${WITHOUT_SPACES})[\\p{L}\\p{N}_])`;

/** The line and the column of a frame, as Python and Node print them. */
const IN_FRAME = '", line |\\.[cm]?[jt]sx?:(?:\\d+:)?';

const SYNTAX_CHARACTERS = /[\\^$.*+?()[\]{}|/]/g;

/** Puts something else where a word stands, but not where it is part of another. */
export function hideWord(text: string, word: string, stand: string): string {
  if (!text.includes(word)) {
    return text;
  }
  const escaped = word.replaceAll(SYNTAX_CHARACTERS, '\\$&');
  const whole = `(?<!${IN_WORD}|${IN_FRAME})${escaped}(?!${IN_WORD})`;
  return text.replaceAll(new RegExp(whole, 'gu'), () => stand);
}
