import { cutForDrift, CutForDriftOptions } from './cutForDrift';
import { bucketStarts, cutRange, POINTS_MAX } from './PerformanceRange';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = Date.parse('2026-03-12T15:20:00Z');

function cut(spanMs: number, requests = 1_000_000, untilMs = NOW_MS) {
  const startMs = untilMs - spanMs;
  const hours = Math.max(1, Math.floor((NOW_MS - startMs) / HOUR_MS));
  const windows = Array.from({ length: hours }, (_, hour) => ({
    startS: Math.floor((startMs + hour * HOUR_MS) / 1000),
    requests: requests / hours,
  }));
  return cutWindows(spanMs, windows, untilMs);
}

function cutWindows(
  spanMs: number,
  windows: CutForDriftOptions['windows'],
  untilMs = NOW_MS,
) {
  const span = { fromMs: untilMs - spanMs, untilMs };
  const range = cutRange(span, POINTS_MAX, NOW_MS);
  const steps = cutForDrift({ span, range, windows, nowMs: NOW_MS });
  return {
    hours: steps.bucketS / 3600,
    starts: bucketStarts(steps).map(start =>
      new Date(start * 1000).toISOString(),
    ),
  };
}

describe('cutForDrift', () => {
  it('cuts some days into whole days, of which the last ends now', () => {
    const { hours, starts } = cut(7 * DAY_MS);
    expect(hours).toBe(24);
    expect(starts).toHaveLength(7);
    expect(starts[0]).toBe('2026-03-05T16:00:00.000Z');
    expect(starts[6]).toBe('2026-03-11T16:00:00.000Z');
  });

  it('lets the first one begin before the range, so that it is whole', () => {
    const { hours, starts } = cut(3.5 * DAY_MS);
    expect(hours).toBe(24);
    expect(starts[0]).toBe('2026-03-08T16:00:00.000Z');
    expect(starts).toHaveLength(4);
  });

  it.each([
    ['30 days', 30, 24, 30],
    ['90 days, read as whole days', 90, 48, 45],
    ['180 days', 180, 72, 60],
  ])('cuts %s', (_, days, hours, steps) => {
    const { hours: length, starts } = cut(days * DAY_MS);
    expect([length, starts.length]).toEqual([hours, steps]);
  });

  it('takes longer steps where there are few records, as long as they are days', () => {
    expect(cut(30 * DAY_MS, 5_040).hours).toBe(72);
    expect(cut(7 * DAY_MS, 2_000).hours).toBe(48);
  });

  it('takes no steps so long that they make no line, however few records there are', () => {
    expect(cut(30 * DAY_MS, 360).hours).toBe(7 * 24);
    expect(cut(7 * DAY_MS, 900).hours).toBe(48);
    expect(cut(3 * DAY_MS, 900).hours).toBe(24);
    expect(cut(2 * DAY_MS, 900).hours).toBe(12);
  });

  it('is not misled by a few hours of many records', () => {
    const quiet = Array.from({ length: 29 * 24 }, (_, hour) => ({
      startS: NOW_MS / 1000 - (hour + 24) * 3600,
      requests: 7,
    }));
    const busy = { startS: NOW_MS / 1000 - 3600, requests: 20_000 };
    expect(cutWindows(30 * DAY_MS, [...quiet, busy]).hours).toBe(72);
  });

  it('spreads what came in minutes over no weeks', () => {
    const windows = [300, 600, 900].map(beforeS => ({
      startS: NOW_MS / 1000 - beforeS,
      requests: 270,
    }));
    expect(cutWindows(30 * DAY_MS, windows).hours).toBe(24);
    expect(
      cutWindows(
        30 * DAY_MS,
        windows.map(it => ({ ...it, requests: 3 })),
      ).hours,
    ).toBe(24);
  });

  it('is as short as it can be where there is nothing', () => {
    expect(cutWindows(30 * DAY_MS, []).hours).toBe(24);
  });

  it('leaves shorter steps to a range of a day', () => {
    expect(cut(DAY_MS).hours).toBe(0.5);
    expect(cut(2 * DAY_MS).hours).toBe(1);
    expect(cut(DAY_MS, 2_000).hours).toBe(3);
  });

  it('ends now where the range goes on', () => {
    const { starts } = cut(7 * DAY_MS, 1_000_000, NOW_MS + 2 * DAY_MS);
    expect(starts).toHaveLength(5);
    expect(starts[4]).toBe('2026-03-11T16:00:00.000Z');
  });
});
