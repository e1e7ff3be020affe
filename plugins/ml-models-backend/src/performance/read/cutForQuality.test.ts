import { DAY_S, HOUR_S } from '../profile/WindowKey';
import { cutForQuality } from './cutForQuality';
import { cutInto } from './PerformanceRange';

const FROM_MS = Date.parse('2026-01-01T00:00:00.000Z');

/** Cuts so many steps of the report, each with that many labels. */
function cut(bucketS: number, labels: number[]) {
  const span = {
    fromMs: FROM_MS,
    untilMs: FROM_MS + labels.length * bucketS * 1000,
  };
  return cutForQuality({
    span,
    range: cutInto(span, bucketS),
    series: labels.map((count, index) => ({
      start: new Date(FROM_MS + index * bucketS * 1000).toISOString(),
      labels: count,
    })),
  })?.bucketS;
}

describe('cutForQuality', () => {
  it('leaves steps as they are that hold enough outcomes', () => {
    expect(cut(HOUR_S, Array(24).fill(500))).toBeUndefined();
    expect(cut(HOUR_S, Array(24).fill(0))).toBeUndefined();
  });

  it('makes steps as long as it takes for most to hold enough', () => {
    expect(cut(HOUR_S, Array(48).fill(170))).toBe(3 * HOUR_S);
    expect(cut(DAY_S, Array(90).fill(100))).toBe(7 * DAY_S);
  });

  it('is not misled by a few steps that hold many', () => {
    expect(cut(DAY_S, [...Array(86).fill(100), 9000, 9000, 9000, 9000])).toBe(
      7 * DAY_S,
    );
  });

  it('looks at no step in which no outcome came', () => {
    expect(cut(HOUR_S, [...Array(40).fill(0), ...Array(8).fill(500)])).toBe(
      undefined,
    );
  });

  it('keeps four steps where no length holds enough', () => {
    expect(cut(HOUR_S, Array(24).fill(2))).toBe(6 * HOUR_S);
    expect(cut(HOUR_S, Array(3).fill(2))).toBeUndefined();
  });
});
