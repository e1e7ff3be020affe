import { cutRange } from './PerformanceRange';

const NOW_MS = Date.parse('2026-03-10T12:03:20.000Z');
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

function cut(from: string, until: string, bucketsMax = 120) {
  const range = cutRange(
    { fromMs: Date.parse(from), untilMs: Date.parse(until) },
    bucketsMax,
    NOW_MS,
  );
  const at = (seconds: number) => new Date(seconds * 1000).toISOString();
  return {
    from: at(range.fromS),
    since: at(range.sinceS),
    until: at(range.untilS),
    bucketS: range.bucketS,
  };
}

describe('cutRange', () => {
  it.each([
    [
      '5 minutes',
      '2026-03-09T10:01:00Z',
      '2026-03-09T10:08:00Z',
      '10:00',
      '10:10',
    ],
    [
      'an hour',
      '2026-03-01T10:01:00Z',
      '2026-03-01T10:08:00Z',
      '10:00',
      '11:00',
    ],
    ['a day', '2025-10-01T10:01:00Z', '2025-10-01T10:08:00Z', '00:00', '24:00'],
  ])('counts whole windows: %s', (_, from, until, sinceTime, untilTime) => {
    const day = from.slice(0, 10);
    const counted = cut(from, until);
    expect(counted.since).toBe(`${day}T${sinceTime}:00.000Z`);
    expect(Date.parse(counted.until)).toBe(
      Date.parse(`${day}T00:00:00Z`) +
        Number(untilTime.slice(0, 2)) * HOUR_MS +
        Number(untilTime.slice(3)) * MINUTE_MS,
    );
  });

  it('begins with the window, though the first bucket begins before', () => {
    expect(cut('2026-03-03T13:20:00Z', '2026-03-10T12:00:00Z')).toEqual({
      from: '2026-03-03T12:00:00.000Z',
      since: '2026-03-03T13:00:00.000Z',
      until: '2026-03-10T12:00:00.000Z',
      bucketS: 3 * 3600,
    });
  });

  it('ends now, and not with a window that is not over', () => {
    const now = new Date(NOW_MS).toISOString();
    expect(cut('2026-03-10T11:00:00Z', now).until).toBe(now);
    expect(cut('2026-03-10T11:00:00Z', '2026-03-10T12:01:00Z').until).toBe(now);
    const later = '2026-03-10T12:04:30.000Z';
    expect(cut('2026-03-10T11:00:00Z', later).until).toBe(later);
  });

  it('has no coarser buckets because one is begun', () => {
    const from = new Date(NOW_MS - 30 * DAY_MS - 40 * MINUTE_MS).toISOString();
    const now = new Date(NOW_MS).toISOString();
    expect(cut(from, now).bucketS).toBe(6 * 3600);
    expect(cut(from, now, 119).bucketS).toBe(12 * 3600);
  });
});
