import { comparedQuery } from './comparedQuery';
import { findComparison, writeComparison } from './comparison';

describe('a comparison in the URL', () => {
  it.each(['', 'previous', 'v2'])('reads back %j', text => {
    expect(writeComparison(findComparison(text))).toBe(text);
  });

  it.each(['v', 'vx', 'next', '2'])('takes %j for none', text => {
    expect(findComparison(text)).toEqual({ kind: 'none' });
  });
});

describe('comparedQuery', () => {
  const query = {
    environment: 'production',
    from: '2026-03-02T00:00:00.000Z',
    version: 3,
  };
  const until = Date.parse('2026-03-03T00:00:00.000Z');
  const DAY_MS = 86_400_000;

  it('asks for the stretch before, as long', () => {
    expect(comparedQuery({ kind: 'previous' }, query, until)).toEqual({
      query: {
        environment: 'production',
        version: 3,
        from: '2026-03-01T00:00:00.000Z',
        until: '2026-03-02T00:00:00.000Z',
      },
      shiftMs: DAY_MS,
    });
  });

  it('asks for another version over the same stretch', () => {
    expect(
      comparedQuery({ kind: 'version', version: 2 }, query, until),
    ).toEqual({ query: { ...query, version: 2 }, shiftMs: 0 });
  });

  it('asks for nothing where there is nothing before', () => {
    expect(comparedQuery({ kind: 'previous' }, {}, until)).toBeUndefined();
    expect(comparedQuery({ kind: 'none' }, query, until)).toBeUndefined();
  });
});
