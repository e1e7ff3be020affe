import { reasonText } from './reasonText';

const NOON = new Date(2026, 2, 10, 12).getTime();
const reason = {
  signal: 'error-rate' as const,
  state: 'degraded' as const,
  text: 'Serving 2.1 % errors since 13:05 UTC (limit 1 %, n = 480)',
  what: 'Serving 2.1 % errors',
  basis: 'limit 1 %, n = 480',
};

describe('reasonText', () => {
  it("says since when in the viewer's zone", () => {
    const since = new Date(2026, 2, 10, 11, 5).toISOString();
    expect(reasonText({ ...reason, since }, NOON)).toBe(
      'Serving 2.1 % errors since 11:05 (limit 1 %, n = 480)',
    );
  });

  it('names the day of what began on another, and what is next', () => {
    const since = new Date(2026, 2, 9, 23, 55).toISOString();
    const note = 'better in 2 of the 5 windows of 5 minutes that it takes';
    expect(reasonText({ ...reason, since, note }, NOON)).toBe(
      `Serving 2.1 % errors since 9 Mar, 23:55 (limit 1 %, n = 480); ${note}`,
    );
  });

  it('leaves alone what has no beginning', () => {
    expect(reasonText(reason, NOON)).toBe(reason.text);
  });
});
