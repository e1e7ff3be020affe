import { findEventTimeMs } from './eventTime';
import { makeInferenceId } from './makeInferenceId';

const TIME_MS = Date.UTC(2026, 2, 10, 12, 2, 0, 7);

describe('makeInferenceId', () => {
  it('always gives the same id of the same time and name', () => {
    // Would anyone change how it is made, imports of before would double. The
    // digits behind the 7 are those of `printf order-17 | sha256sum`.
    expect(makeInferenceId(TIME_MS, 'order-17')).toBe(
      '019cd7a0-1ac7-772a-90ea-3da8b5dd01bd',
    );
  });

  it('makes UUIDv7s of the time, apart by name', () => {
    const ids = Array.from({ length: 1_000 }, (_, at) =>
      makeInferenceId(TIME_MS + 0.9, `order-${at}`),
    );
    expect(new Set(ids).size).toBe(1_000);
    expect(ids.map(id => findEventTimeMs(id ?? ''))).toEqual(
      ids.map(() => TIME_MS),
    );
  });

  it('makes one that nothing else has without a name', () => {
    expect(makeInferenceId(TIME_MS)).not.toBe(makeInferenceId(TIME_MS));
  });

  it.each([0, -1, 2 ** 48, NaN, Infinity])(
    'makes none of a time of %d',
    timeMs => {
      expect(makeInferenceId(timeMs, 'order-17')).toBeUndefined();
    },
  );
});
