import { compareWindows, lengthen, WindowSums } from './WindowSums';

function windowsOf(sums: Record<number, Record<string, number>>): WindowSums {
  return new Map(
    Object.entries(sums).map(([startS, each]) => [
      Number(startS),
      new Map(Object.entries(each)),
    ]),
  );
}

it('names what differs, whichever side lacks it, window by window', () => {
  const counted = windowsOf({ 0: { requests: 3 }, 300: { requests: 2 } });
  const profiled = windowsOf({ 0: { requests: 3, labels: 1 } });
  expect(compareWindows('windows', counted, profiled)).toEqual([
    'windows, 1970-01-01T00:00:00.000Z, labels: rows say 0, profiles say 1',
    'windows, 1970-01-01T00:05:00.000Z, requests: rows say 2, profiles say 0',
  ]);
});

it('takes fractions for the same that were added in another order', () => {
  const counted = windowsOf({ 0: { score: 0.1 + 0.2 + 0.3 } });
  const profiled = windowsOf({ 0: { score: 0.3 + 0.2 + 0.1 } });
  expect(compareWindows('windows', counted, profiled)).toEqual([]);
  const other = windowsOf({ 0: { score: 0.601 } });
  expect(compareWindows('windows', counted, other)).toHaveLength(1);
});

it('adds windows up to longer ones, as far as it is told', () => {
  const windows = windowsOf({
    0: { requests: 1 },
    3300: { requests: 2, labels: 1 },
    3600: { requests: 4 },
    7200: { requests: 8 },
  });
  expect(lengthen(windows, 3600, 7200)).toEqual(
    windowsOf({ 0: { requests: 3, labels: 1 }, 3600: { requests: 4 } }),
  );
});
