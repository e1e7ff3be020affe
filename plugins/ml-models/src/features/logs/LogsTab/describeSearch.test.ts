import { daysOf, describeSearch } from './describeSearch';

const title = 'Flight delay risk';
const until = Date.parse('2026-03-01T12:00:00.000Z');

describe('describeSearch', () => {
  it('names model, search and range in UTC', () => {
    expect(
      describeSearch({
        title,
        q: 'status:error version:4 ',
        instants: { from: '2026-02-28T12:00:00.000Z' },
        until,
      }),
    ).toBe(
      'Flight delay risk · records that match status:error version:4 · 28 Feb 2026, 12:00 – 1 Mar 2026, 12:00 UTC',
    );
  });

  it('says so when there is neither search nor beginning', () => {
    expect(describeSearch({ title, q: '', instants: {}, until })).toBe(
      'Flight delay risk · records of callers · until 1 Mar 2026, 12:00 UTC',
    );
  });
});

it('names the days for files, one where it is one or the first is not known', () => {
  const end = Date.parse('2026-03-02T10:00:00.000Z');
  const daysFrom = (from?: string) =>
    daysOf({ instants: { from }, until: end });
  expect(daysFrom('2026-03-01T10:00:00.000Z')).toBe('2026-03-01 to 2026-03-02');
  expect(daysFrom('2026-03-02T09:00:00.000Z')).toBe('2026-03-02');
  expect(daysFrom()).toBe('2026-03-02');
});
