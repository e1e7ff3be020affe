import { pairUp } from './pairUp';

describe('pairUp', () => {
  it('lists each thing once, and says which side has it', () => {
    const own = [{ id: 'a', n: 1 }];
    const other = [
      { id: 'b', n: 2 },
      { id: 'a', n: 3 },
    ];
    expect(pairUp(own, other, ({ id }) => id)).toEqual([
      { key: 'a', own: own[0], other: other[1], either: own[0] },
      { key: 'b', other: other[0], either: other[0] },
    ]);
  });
});
