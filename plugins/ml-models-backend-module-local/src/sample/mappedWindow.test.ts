import { mappedWindow } from './mappedWindow';

describe('mappedWindow', () => {
  const until = '2026-03-01T00:00:00.000Z';

  it('ends the flight year where the calendar was when replay began', () => {
    expect(mappedWindow('2013-03-01', '2014-01-01', until)).toEqual({
      from: '2025-09-02T00:00:00.000Z',
      until,
    });
  });

  it('lets the second part begin where the first ends', () => {
    const first = mappedWindow('2013-03-01', '2013-10-01', until);
    const second = mappedWindow('2013-10-01', '2014-01-01', until);

    expect(second.from).toBe(first.until);
  });
});
