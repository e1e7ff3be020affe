import { WindowProfile } from '../profile/WindowProfile';
import { addUpSlices } from './addUpSlices';
import { RecentSlices } from './RecentSlices';

function storedSlices(...keys: string[]): string {
  const profile = new WindowProfile();
  for (const key of keys) {
    const slice = profile.sliceOf(key);
    slice.addRecord({ failed: true, errorType: 'Timeout', durationMs: 20 });
    slice.outcomes.set('labels', 1);
    slice.outcomes.set('score.positive.7', 1);
  }
  return profile.toRow().slices ?? '';
}

describe('RecentSlices', () => {
  it('reads the same once', () => {
    const recent = new RecentSlices(10);
    const slices = recent.read(storedSlices('a', 'b'));
    expect([...slices.keys()]).toEqual(['a', 'b']);
    expect(recent.read(storedSlices('a', 'b'))).toBe(slices);
    expect(recent.read(storedSlices('a'))).not.toBe(slices);
  });

  it('lets go of as many as there must be room for, those read longest ago first', () => {
    const recent = new RecentSlices(4);
    const first = recent.read(storedSlices('a', 'b'));
    const second = recent.read(storedSlices('c'));
    const third = recent.read(storedSlices('d', 'e'));
    expect(recent.read(storedSlices('c'))).toBe(second);
    expect(recent.read(storedSlices('d', 'e'))).toBe(third);
    expect(recent.read(storedSlices('a', 'b'))).not.toBe(first);
  });

  it('keeps none of a window that has more than there is room for', () => {
    const recent = new RecentSlices(1);
    const slices = recent.read(storedSlices('a', 'b'));
    expect(slices.size).toBe(2);
    expect(recent.read(storedSlices('a', 'b'))).not.toBe(slices);
    const one = recent.read(storedSlices('c'));
    expect(recent.read(storedSlices('c'))).toBe(one);
  });
});

describe('addUpSlices', () => {
  const describeSums = (stored: string[]) =>
    [...addUpSlices(stored)].map(([key, sum]) => [
      key,
      sum.requests,
      sum.errorsByType.get('Timeout'),
      sum.latency.count,
      sum.outcomes.get('labels'),
      sum.outcomes.get('score.positive.7'),
    ]);

  it('adds up the same however often it is asked', () => {
    const stored = [storedSlices('a', 'b'), storedSlices('b')];
    const sums = [
      ['a', 1, 1, 1, 1, 1],
      ['b', 2, 2, 2, 2, 2],
    ];
    expect(describeSums(stored)).toEqual(sums);
    expect(describeSums(stored)).toEqual(sums);
    expect(describeSums([...stored, stored[0]])).toEqual([
      ['a', 2, 2, 2, 2, 2],
      ['b', 3, 3, 3, 3, 3],
    ]);
  });
});
