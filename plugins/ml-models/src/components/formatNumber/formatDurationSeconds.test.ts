import { formatDurationSeconds } from './formatDurationSeconds';

it.each([
  [0, '0 s'],
  [0.0004, '< 1 ms'],
  [0.3401, '340 ms'],
  [4.23, '4.2 s'],
  [9.97, '10 s'],
  [41.4, '41 s'],
  [60, '1 min'],
  [65, '1 min 5 s'],
  [119.9, '2 min'],
  [7_800, '2 h 10 min'],
  [274_000, '3 d 4 h'],
])('writes %p seconds as %p', (seconds, text) => {
  expect(formatDurationSeconds(seconds)).toBe(text);
});
