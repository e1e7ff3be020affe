import { HiddenValues } from './HiddenValues';

function hide(text: string, ...values: string[]): string {
  const hidden = new HiddenValues();
  hidden.add(new Map(values.map(value => [value, '…'])));
  return hidden.hideIn(text);
}

describe('HiddenValues', () => {
  it.each([
    ['F', "sex must not be 'F'", "sex must not be '…'"],
    ['F', 'F: Female of IF, OF_F or F2', '…: Female of IF, OF_F or F2'],
    ['42', 'age=42, [41,42,43] and 142', 'age=…, [41,…,43] and 142'],
    ['4', 'could not convert 4.0', 'could not convert ….0'],
    ['-1', 'x-1 is not (-1)', 'x-1 is not (…)'],
    ['A+', 'no A+ for A++, nor for A', 'no … for …+, nor for A'],
    ['é', 'né é', 'né …'],
    ['F', '𝒜F and F𝒜', '𝒜F and F𝒜'],
    ['王伟', '乘客王伟没有票', '乘客…没有票'],
  ])('hides the short %s where it is a word', (value, text, hidden) => {
    expect(hide(text, value)).toBe(hidden);
  });

  it.each([
    '  File "/app/serve.py", line 42, in predict',
    '    at predict (/app/serve.js:42:7)',
    '    at /app/serve.mts:123456:42',
  ])('leaves the line of a frame: %s', frame => {
    expect(hide(frame, '42')).toBe(frame);
  });

  it.each<[string, string[], string]>([
    ['one within another', ['Ada', 'Ada Lovelace'], 'to … and …'],
    ['one that begins in another', ['to Ada', 'Ada Lovelace'], '… and Ada'],
    ['one that ends in another', ['Ada Love', 'a Lovelace and'], 'to … Ada'],
    ['one after the other', ['to ', 'Ada', ' Lovelace'], '……… and …'],
  ])('leaves no half of a value: %s', (_, values, hidden) => {
    expect(hide('to Ada Lovelace and Ada', ...values)).toBe(hidden);
  });

  it('hides nothing in what stands for a value', () => {
    const hidden = new HiddenValues();
    hidden.add(
      new Map([
        ['Ada', '[redacted]'],
        ['redact', '[gone]'],
      ]),
    );
    expect(hidden.hideIn('redact Ada')).toBe('[gone] [redacted]');
  });

  it('gets through the texts of a large batch', () => {
    const values = Array.from({ length: 20_000 }, (_, row) => `P-${row}`);
    const hidden = new HiddenValues();
    hidden.add(new Map(values.map(value => [value, '…'])));
    for (const value of values) {
      expect(hidden.hideIn(`no fare for ${value}`)).toBe('no fare for …');
    }
  });
});
