import { RateLimits } from './RateLimits';

const FLIGHTS = 'github.com/flights';
const NOW_S = 1_772_366_400;

describe('RateLimits', () => {
  let nowS: number;
  let limits: RateLimits;

  beforeEach(() => {
    nowS = NOW_S;
    limits = new RateLimits(() => nowS * 1_000);
  });

  /** As GitHub says it with each answer. */
  const headers = (left: number, resetInS: number, all = 5_000) => ({
    'x-ratelimit-limit': String(all),
    'x-ratelimit-remaining': String(left),
    'x-ratelimit-reset': String(nowS + resetInS),
    'x-ratelimit-resource': 'core',
  });

  const answered = (left: number, resetInS: number) =>
    limits.note(FLIGHTS, {
      headers: headers(left, resetInS),
      isRefused: false,
    });

  it('asks nothing more once the last request is used, until there are new ones', () => {
    answered(1, 600);
    expect(limits.waitMs(FLIGHTS)).toBe(0);
    answered(0, 600);
    expect(limits.waitMs(FLIGHTS)).toBe(600_000);
    expect(() => limits.assertSoon(FLIGHTS, 'the run 7')).toThrow(
      'The rate limit for github.com/flights is used up until 2026-03-01T12:10:00.000Z: the run 7 was not asked for',
    );
    expect(limits.waitMs('github.com/others')).toBe(0);
    nowS += 590;
    expect(() => limits.assertSoon(FLIGHTS, 'the run 7')).not.toThrow();
    nowS += 10;
    expect(limits.waitMs(FLIGHTS)).toBe(0);
  });

  it.each([
    ['as long as GitHub says', { 'retry-after': '7' }, 7_000],
    ['a minute where GitHub says no time', {}, 60_000],
  ])('waits %s after too much at once', (_, retryAfter, waitMs) => {
    limits.note(FLIGHTS, {
      headers: { ...headers(4_000, 600), ...retryAfter },
      isRefused: true,
    });
    expect(limits.waitMs(FLIGHTS)).toBe(waitMs);
    // An answer to what was asked before the refusal ends no wait.
    answered(3_999, 600);
    expect(limits.waitMs(FLIGHTS)).toBe(waitMs);
  });

  it('has looks come as often as wanted while there is plenty, or nothing is said', () => {
    expect(limits.stretch(FLIGHTS)).toBe(1);
    limits.note(FLIGHTS, { headers: {}, isRefused: false });
    expect(limits.stretch(FLIGHTS)).toBe(1);
    answered(3_000, 1_800);
    expect(limits.stretch(FLIGHTS)).toBe(1);
  });

  it('has them come more seldom the faster the requests go', () => {
    answered(2_500, 3_600);
    expect(limits.stretch(FLIGHTS)).toBe(2);
    answered(500, 1_800);
    expect(limits.stretch(FLIGHTS)).toBe(5);
    answered(1, 1_800);
    expect(limits.stretch(FLIGHTS)).toBe(20);
    nowS += 1_800;
    expect(limits.stretch(FLIGHTS)).toBe(1);
  });
});
