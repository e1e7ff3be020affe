import { formatLatency } from './formatLatency';

it.each([
  [0.412, '0.412 ms'],
  [1.6432, '1.64 ms'],
  [9_870, '9,870 ms'],
  [12_300, '12 s'],
  [123_000, '2 min 3 s'],
])('writes %p milliseconds as %p', (milliseconds, text) => {
  expect(formatLatency(milliseconds)).toBe(text);
});
