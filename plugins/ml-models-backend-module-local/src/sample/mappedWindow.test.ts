import { mappedWindow } from './mappedWindow';
import { SAMPLE } from './sampleModel';

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

  it('leaves no part of a day over, which the replay would leave empty', () => {
    const { replay } = SAMPLE;
    const days = [replay.from, replay.takeover, replay.lastDays].map(day => {
      const { from } = mappedWindow(day, replay.until, until);
      return (Date.parse(until) - Date.parse(from)) / (24 * 60 * 60 * 1000);
    });
    // The last ones hold the four days of flights that come more densely.
    expect(days).toEqual([180, 54, 2]);
  });
});
