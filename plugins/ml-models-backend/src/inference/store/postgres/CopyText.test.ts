import { CopyText } from './CopyText';

function copied(...rows: (string | number | null)[][]): string {
  const text = new CopyText();
  rows.forEach(row => text.addRow(row));
  return text.toBytes().toString('utf8');
}

describe('CopyText', () => {
  it('writes a line for each row, a tab between values', () => {
    expect(copied([1, 'a', null], [-2.5, '', 0])).toBe(
      '1\ta\t\\N\n-2.5\t\t0\n',
    );
  });

  it.each([
    ['\\', '\\\\'],
    ['\\N', '\\\\N'],
    ['a\tb\nc\rd', 'a\\tb\\nc\\rd'],
    [`${'long '.repeat(20)}\n`, `${'long '.repeat(20)}\\n`],
  ])('escapes %j', (value, escaped) => {
    expect(copied([value])).toBe(`${escaped}\n`);
  });

  it('keeps any other characters', () => {
    const value = 'é – 漢 😀 \u0001\u007f';
    const long = value.repeat(20);
    expect(copied([value, long])).toBe(`${value}\t${long}\n`);
  });

  it('grows with what is written', () => {
    const long = '漢'.repeat(2_000);
    const rows = Array.from({ length: 50 }, (_, n) => [n, long, 'short']);
    expect(copied(...rows)).toBe(
      rows.map(row => `${row.join('\t')}\n`).join(''),
    );
  });
});
