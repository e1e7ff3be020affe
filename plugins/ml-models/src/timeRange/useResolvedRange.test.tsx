import { act, renderHook } from '@testing-library/react';
import { PropsWithChildren } from 'react';
import { ClockContext } from '../components/RelativeTime/useNow';
import { TimeRange } from './timeRange';
import { useResolvedRange } from './useResolvedRange';

const NOON = Date.parse('2026-03-12T12:00:00.000Z');
const MINUTE_MS = 60_000;

function resolve(range: TimeRange, everyMs?: number) {
  return renderHook(() => useResolvedRange(range, everyMs), {
    wrapper: ({ children }: PropsWithChildren) => (
      <ClockContext.Provider value={Date.now}>{children}</ClockContext.Provider>
    ),
  }).result;
}

describe('useResolvedRange', () => {
  beforeEach(() => jest.useFakeTimers({ now: NOON }));
  afterEach(() => jest.useRealTimers());

  it('moves both ends of a moving range, so that it stays as long as it is called', () => {
    const result = resolve({ kind: 'last', last: '15m' }, MINUTE_MS);
    expect(result.current.until).toBe(NOON);
    act(() => jest.advanceTimersByTime(60 * MINUTE_MS));
    expect(result.current.until).toBe(NOON + 60 * MINUTE_MS);
    expect(result.current.instants.from).toBe('2026-03-12T12:45:00.000Z');
  });

  it('leaves a range alone that nobody wants to see moving', () => {
    const result = resolve({ kind: 'last', last: '15m' });
    const first = result.current;
    act(() => jest.advanceTimersByTime(60 * MINUTE_MS));
    expect(result.current).toBe(first);
  });

  it('leaves a range alone that has ended', () => {
    const range = { kind: 'between', from: NOON - 1, until: NOON } as const;
    const result = resolve(range, MINUTE_MS);
    const first = result.current;
    act(() => jest.advanceTimersByTime(60 * MINUTE_MS));
    expect(result.current).toBe(first);
  });
});
