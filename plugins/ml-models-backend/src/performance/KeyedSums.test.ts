import { KeyedSums } from './KeyedSums';

describe('KeyedSums', () => {
  it('adds to one sum for each key, whatever came in between', () => {
    const sums = new KeyedSums<{ name: string }, { name: string; n: number }>({
      isSame: (a, b) => a.name === b.name,
      textOf: ({ name }) => name,
      begin: ({ name }) => ({ name, n: 0 }),
    });
    for (const name of ['b', 'b', 'a', 'b', 'a', 'c']) {
      sums.get({ name }).n += 1;
    }
    const [a, b, c] = [
      { name: 'a', n: 2 },
      { name: 'b', n: 3 },
      { name: 'c', n: 1 },
    ];
    expect(sums.values()).toEqual([b, a, c]);
    expect(sums.inKeyOrder()).toEqual([a, b, c]);
  });
});
