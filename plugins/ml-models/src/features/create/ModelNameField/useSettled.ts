import { useEffect, useState } from 'react';

/** Longer than between two keys of who types, too short to be waited for. */
const SETTLED_MS = 300;

/** @returns what stays the same for a moment */
export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
