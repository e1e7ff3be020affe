import { renderHook } from '@testing-library/react';
import { useIdempotencyKey } from './useIdempotencyKey';

describe('useIdempotencyKey', () => {
  it('stays while the same is asked for, and is another for anything else', () => {
    const { result, rerender } = renderHook(useIdempotencyKey, {
      initialProps: { environment: 'production', version: 3 },
    });
    const first = result.current;
    rerender({ environment: 'production', version: 3 });
    expect(result.current).toBe(first);
    rerender({ environment: 'production', version: 4 });
    expect(result.current).not.toBe(first);
  });

  it('is no other dialog’s', () => {
    const keys = [1, 2].map(
      () => renderHook(() => useIdempotencyKey({})).result.current,
    );
    expect(new Set(keys).size).toBe(2);
  });
});
