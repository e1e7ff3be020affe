import { useEffect, useRef } from 'react';

/** Acts when what is known becomes another, not when it becomes known. */
export function useOnChange(
  known: string | undefined,
  act: () => unknown,
): void {
  const last = useRef<string>();
  useEffect(() => {
    if (known === undefined || known === last.current) {
      return;
    }
    const isFirst = last.current === undefined;
    last.current = known;
    if (!isFirst) {
      act();
    }
  }, [act, known]);
}
