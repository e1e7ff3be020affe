import { createContext, useContext, useEffect, useState } from 'react';

/** Milliseconds since 1970. Tests put a fixed one here. */
export const ClockContext = createContext<() => number>(() => Date.now());

/**
 * The present, moving on while the component is shown.
 *
 * @param everyMs - how often it moves
 */
export function useNow(everyMs: number): number {
  const clock = useContext(ClockContext);
  const [now, setNow] = useState(clock);
  useEffect(() => {
    setNow(clock());
    const timer = setInterval(() => setNow(clock()), everyMs);
    return () => clearInterval(timer);
  }, [clock, everyMs]);
  // Something that has just happened must not lie ahead of the last tick.
  return Math.max(now, clock());
}
