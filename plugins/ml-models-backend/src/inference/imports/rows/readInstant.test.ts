import { readInstant } from './readInstant';

const INSTANT = Date.UTC(2026, 2, 10, 11, 0, 0, 250);

describe('readInstant', () => {
  it.each([
    ['2026-03-10T11:00:00.250Z', 'ms'],
    ['2026-03-10T12:00:00.250+01:00', 'ms'],
    ['2026-03-10 11:00:00.250', 'ms'],
    ['2026-03-10T11:00:00.250987', 'ms'],
    [new Date(INSTANT), 'ms'],
    [INSTANT, 'ms'],
    [String(INSTANT), 'ms'],
    [INSTANT / 1000, 's'],
    [BigInt(INSTANT) * 1000n + 999n, 'us'],
    [BigInt(INSTANT) * 1_000_000n, 'ns'],
  ] as const)('reads %p in %s', (value, unit) => {
    expect(readInstant(value, unit)).toBe(INSTANT);
  });

  it.each(['', ' ', 'yesterday', null, undefined, {}, NaN])(
    'finds no instant in %p',
    value => {
      expect(readInstant(value)).toBeUndefined();
    },
  );
});
