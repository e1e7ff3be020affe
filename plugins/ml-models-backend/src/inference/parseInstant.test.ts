import { parseInstant } from './parseInstant';

const INSTANT = Date.UTC(2026, 2, 10, 11);

const WITH_ZONE = /(Z|UTC|GMT|[+-]\d\d:?\d\d)( \(.*\))?$/;

describe('parseInstant', () => {
  it.each([
    '2026-03-10T11:00:00Z',
    '2026-03-10T07:00:00-04:00',
    '2026-03-10T11:00',
    '2026-03-10 11:00:00.0',
    '2026/03/10 11:00',
    '10 Mar 2026 11:00:00',
    'Tue, 10 Mar 2026 11:00:00 GMT',
    'Tue Mar 10 2026 07:00:00 GMT-0400 (Eastern Daylight Time)',
    'Mar 10, 2026 11:00 AM',
  ])('takes %s for one instant, wherever the server is', text => {
    const parse = jest.spyOn(Date, 'parse');
    expect(parseInstant(text)).toBe(INSTANT);
    // Without a zone it would be read as of the server's.
    expect(parse.mock.calls).toEqual([[expect.stringMatching(WITH_ZONE)]]);
    parse.mockRestore();
  });

  it('takes a date for its beginning in UTC', () => {
    expect(parseInstant('2026-03-10')).toBe(Date.UTC(2026, 2, 10));
  });

  it.each(['', 'yesterday', '11:00'])('finds none in %j', text => {
    expect(parseInstant(text)).toBeNaN();
  });
});
