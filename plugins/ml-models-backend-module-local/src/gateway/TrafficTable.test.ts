import { Split, TrafficTable } from './TrafficTable';
import { Upstream } from './Upstream';

const ROUTE = 'production/default/delay';

describe('TrafficTable', () => {
  let table: TrafficTable;

  beforeEach(() => {
    table = new TrafficTable();
    [1, 2, 3].forEach(version => table.add(ROUTE, new Upstream(version)));
  });

  const split = (...weights: number[]): Split => ({
    shares: weights.map((weight, index) => ({
      version: index + 1,
      weight,
      role: index === 0 ? 'primary' : 'canary',
    })),
  });

  const chosen = (random: number) =>
    table.choose(ROUTE, () => random).map(({ upstream }) => upstream.version);

  it('gives every version its share of the dice', () => {
    table.setSplit(ROUTE, split(90, 10));
    const dice = Array.from({ length: 1_000 }, (_, index) => index / 1_000);
    const first = dice.map(random => chosen(random)[0]);
    expect(first.filter(version => version === 1)).toHaveLength(900);
    expect(first.filter(version => version === 2)).toHaveLength(100);
  });

  it('names the others as a way out, but never one without a share', () => {
    table.setSplit(ROUTE, split(50, 50, 0));
    expect(chosen(0)).toEqual([1, 2]);
    expect(chosen(0.99)).toEqual([2, 1]);
  });

  it('labels requests with the role of the share', () => {
    table.setSplit(ROUTE, split(0, 100));
    expect(table.choose(ROUTE)).toMatchObject([{ traffic: 'canary' }]);
  });

  it.each([
    ['too little', split(50, 40), /sum to 90/],
    ['too much', split(100, 10), /sum to 110/],
    [
      'a version twice',
      { shares: [...split(50).shares, ...split(50).shares] },
      /given twice/,
    ],
    ['a version that does not run', split(10, 10, 10, 70), /4 does not run/],
    [
      'a shadow that does not run',
      { ...split(100), shadow: [9] },
      /9 does not run/,
    ],
  ])('refuses %s and keeps the split it has', (_, refused, message) => {
    table.setSplit(ROUTE, split(100));
    expect(() => table.setSplit(ROUTE, refused)).toThrow(message);
    expect(table.split(ROUTE)).toEqual(split(100));
  });

  it('takes thirds, and an empty split', () => {
    table.setSplit(ROUTE, split(33.3, 33.3, 33.3));
    table.setSplit(ROUTE, { shares: [] });
    expect(table.choose(ROUTE)).toEqual([]);
  });

  it('gives the share of a version that goes to the rest', () => {
    table.setSplit(ROUTE, { ...split(80, 10, 10), shadow: [1] });
    table.remove(ROUTE, 1);
    expect(table.split(ROUTE)).toEqual({
      shares: [
        { version: 2, weight: 50, role: 'canary' },
        { version: 3, weight: 50, role: 'canary' },
      ],
      shadow: [],
    });
    expect(table.find(ROUTE, 1)).toBeUndefined();
  });
});
