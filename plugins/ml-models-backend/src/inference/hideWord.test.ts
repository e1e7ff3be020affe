import { hideWord } from './hideWord';

describe('hideWord', () => {
  it.each([
    ['F', "sex must not be 'F'", "sex must not be '…'"],
    ['F', 'F: Female of IF, OF_F or F2', '…: Female of IF, OF_F or F2'],
    ['42', 'age=42, [41,42,43] and 142', 'age=…, [41,…,43] and 142'],
    ['4', 'could not convert 4.0', 'could not convert ….0'],
    ['-1', 'x-1 is not (-1)', 'x-1 is not (…)'],
    ['A+', 'no A+ for A++, nor for A', 'no … for …+, nor for A'],
    ['é', 'né é', 'né …'],
    ['王伟', '乘客王伟没有票', '乘客…没有票'],
    ['$&', 'at $& each', 'at … each'],
  ])('hides %s where it is a word', (word, text, hidden) => {
    expect(hideWord(text, word, '…')).toBe(hidden);
  });

  it.each([
    '  File "/app/serve.py", line 42, in predict',
    '    at predict (/app/serve.js:42:7)',
    '    at /app/serve.mts:7:42',
  ])('leaves the line of a frame: %s', frame => {
    expect(hideWord(frame, '42', '…')).toBe(frame);
  });
});
