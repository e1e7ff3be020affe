import { toCsv } from './toCsv';

describe('toCsv', () => {
  it('writes a header and rows with CRLF', () => {
    expect(toCsv(['time', 'p50 (ms)'], [['2026-01-01T00:00Z', 1.5]])).toBe(
      'time,p50 (ms)\r\n2026-01-01T00:00Z,1.5\r\n',
    );
  });

  it('leaves a cell without data empty, and keeps zero', () => {
    expect(toCsv(['a', 'b'], [[null, 0]])).toBe('a,b\r\n,0\r\n');
  });

  it.each([
    ['=1+1', `"'=1+1"`],
    ['+1', `"'+1"`],
    ['-2+3', `"'-2+3"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t=1"`],
    ['\r=1', `"'\r=1"`],
    ['＝1+1', `"'＝1+1"`],
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ])('makes %j inert', (text, expected) => {
    expect(toCsv(['a'], [[text]])).toBe(`a\r\n${expected}\r\n`);
  });

  it('makes headers inert too: feature names come from outside', () => {
    expect(toCsv(['=cmd'], [])).toBe(`"'=cmd"\r\n`);
  });

  it('keeps negative numbers as numbers', () => {
    expect(toCsv(['a'], [[-1.5]])).toBe('a\r\n-1.5\r\n');
  });

  it('quotes separators, quotes and line breaks', () => {
    expect(toCsv(['a'], [['x,y'], ['say "hi"'], ['two\nlines']])).toBe(
      'a\r\n"x,y"\r\n"say ""hi"""\r\n"two\nlines"\r\n',
    );
  });
});
