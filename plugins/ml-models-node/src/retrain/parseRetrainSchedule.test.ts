import { parseRetrainSchedule } from './parseRetrainSchedule';

describe('parseRetrainSchedule', () => {
  it.each(['P7D', 'PT12H', 'P1M', 'P1W2DT3H'])('takes %s', text => {
    expect(parseRetrainSchedule(text)).toEqual({ every: text });
  });

  it.each([
    'P0D',
    'PT30M',
    'P',
    'PT',
    '@daily',
    '0 3 * *',
    '0 0 3 * * 1',
    '61 3 * * 1',
    '0 0 31 2 *',
    'every week',
  ])('does not take %s', text => {
    expect(parseRetrainSchedule(text)).toBeUndefined();
  });

  it('reads the clock of a cron in UTC, and never gives the time it is given', () => {
    const schedule = parseRetrainSchedule('0 3 * * 1');
    const next =
      schedule && 'nextAfter' in schedule
        ? schedule.nextAfter
        : () => new Date(NaN);
    const monday = new Date('2026-03-02T03:00:00.000Z');
    expect(next(new Date('2026-03-01T23:30:00.000Z'))).toEqual(monday);
    expect(next(monday)).toEqual(new Date('2026-03-09T03:00:00.000Z'));
  });
});
