import {
  findTimeRange,
  formatTimeRange,
  LAST_RANGES,
  noteOfCounted,
  sayTimeRange,
  TimeRange,
  toInstants,
  writeTimeRange,
} from './timeRange';

const NOW = Date.parse('2026-03-12T12:00:00.000Z');

const ranges: TimeRange[] = [
  { kind: 'last', last: '15m' },
  { kind: 'last', last: '180d' },
  { kind: 'all' },
  { kind: 'between', from: NOW - 1000, until: NOW },
];

describe('timeRange', () => {
  it.each(ranges)('reads back what it writes: %j', range => {
    expect(findTimeRange(writeTimeRange(range))).toEqual(range);
  });

  it.each([
    '',
    'yesterday',
    '2h',
    '..',
    '2026-01-01T00:00:00Z..',
    '2026-01-02T00:00:00Z..2026-01-01T00:00:00Z',
    'toString',
  ])('finds no range in %j', text => {
    expect(findTimeRange(text)).toBeUndefined();
  });

  it('leaves the end of a moving range open, so that new records are in it', () => {
    expect(toInstants({ kind: 'last', last: '24h' }, NOW)).toEqual({
      from: '2026-03-11T12:00:00.000Z',
    });
  });

  it.each([
    ['24h', '2026-03-11T12:30:00.000Z'],
    ['30d', '2026-02-10T12:00:00.000Z'],
    ['180d', '2025-09-13T00:00:00.000Z'],
  ] as const)(
    'begins with a whole window of those that are counted: %s',
    (last, from) => {
      const now = Date.parse('2026-03-12T12:34:56.789Z');
      expect(toInstants({ kind: 'last', last }, now)).toEqual({ from });
    },
  );

  it('says so where more is counted than was asked for', () => {
    const from = new Date(2026, 2, 12, 9, 1).toISOString();
    const until = new Date(2026, 2, 12, 9, 8).toISOString();
    const asked = { from, until };
    const note = 'Counted in whole windows: 12 Mar 09:00 – 09:10';
    const before = new Date(2026, 2, 12, 9, 0).toISOString();
    const after = new Date(2026, 2, 12, 9, 10).toISOString();
    expect(noteOfCounted(asked, { from: before, until: after }, NOW)).toBe(
      note,
    );
    expect(noteOfCounted(asked, asked, NOW)).toBeUndefined();
    expect(noteOfCounted({ from }, { from: before, until }, NOW)).toMatch(
      /09:00/,
    );
    expect(noteOfCounted({ until }, { from, until: after }, NOW)).toMatch(
      /09:10/,
    );
    // Of all time, or up to now, there is no more.
    expect(
      noteOfCounted({}, { from: before, until: after }, NOW),
    ).toBeUndefined();
  });

  it('asks for everything when everything is meant', () => {
    expect(toInstants({ kind: 'all' }, NOW)).toEqual({});
  });

  it('names every range', () => {
    expect(formatTimeRange({ kind: 'last', last: '7d' }, NOW)).toBe(
      'Last 7 days',
    );
    expect(formatTimeRange({ kind: 'all' }, NOW)).toBe('All time');
    expect(sayTimeRange({ kind: 'all' }, NOW)).toBe('since the first record');
    expect(sayTimeRange({ kind: 'last', last: '7d' }, NOW)).toBe(
      'in the last 7 days',
    );
    const from = new Date(2026, 2, 12, 14, 0).getTime();
    expect(
      sayTimeRange({ kind: 'between', from, until: from + 5_400_000 }, NOW),
    ).toBe('in the range 12 Mar 14:00 – 15:30');
    expect(
      formatTimeRange(
        {
          kind: 'between',
          from: new Date(2026, 2, 12, 14, 0).getTime(),
          until: new Date(2026, 2, 12, 15, 30).getTime(),
        },
        NOW,
      ),
    ).toBe('12 Mar 14:00 – 15:30');
  });

  it('tells the year of what lies in another', () => {
    expect(
      formatTimeRange(
        {
          kind: 'between',
          from: new Date(2013, 0, 1).getTime(),
          until: new Date(2013, 0, 2).getTime(),
        },
        NOW,
      ),
    ).toBe('1 Jan 2013 00:00 – 2 Jan 2013 00:00');
  });

  it('lists the moving ranges from short to long', () => {
    const lengths = Object.values(LAST_RANGES).map(range => range.lengthMs);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
  });
});
