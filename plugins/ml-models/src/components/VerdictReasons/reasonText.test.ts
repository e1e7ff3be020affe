import { reasonText } from './reasonText';

const NOON = new Date(2026, 2, 10, 12).getTime();
const reason = {
  signal: 'error-rate' as const,
  state: 'degraded' as const,
  text: 'Serving 2.1 % errors in the last 15 minutes (limit 1 %, n = 480); first seen at 13:05 UTC',
  what: 'Serving 2.1 % errors',
  period: 'in the last 15 minutes',
  basis: 'limit 1 %, n = 480',
};

describe('reasonText', () => {
  it("says when it was first seen in the viewer's zone", () => {
    const since = new Date(2026, 2, 10, 11, 5).toISOString();
    expect(reasonText({ ...reason, since }, NOON)).toBe(
      'Serving 2.1 % errors in the last 15 minutes (limit 1 %, n = 480); first seen at 11:05',
    );
  });

  it('names the day of what began on another, and what is next', () => {
    const since = new Date(2026, 2, 9, 23, 55).toISOString();
    const note = 'seen in 2 windows of 5 minutes so far';
    expect(reasonText({ ...reason, since, note }, NOON)).toBe(
      `Serving 2.1 % errors in the last 15 minutes (limit 1 %, n = 480); first seen on 9 Mar at 23:55; ${note}`,
    );
  });

  it('calls trouble what was seen before it got better', () => {
    const since = new Date(2026, 2, 10, 11, 5).toISOString();
    const what = 'Recovering. Serving 0 % errors';
    const recovering = { ...reason, what, since, recovering: true };
    expect(reasonText(recovering, NOON)).toBe(
      'Recovering. Serving 0 % errors in the last 15 minutes (limit 1 %, n = 480); trouble first seen at 11:05',
    );
  });

  it('leaves alone what has no beginning', () => {
    expect(reasonText(reason, NOON)).toBe(reason.text);
  });
});
