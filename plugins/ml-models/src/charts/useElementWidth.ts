import { useEffect, useState } from 'react';

/**
 * Measures an element as it is laid out.
 *
 * @returns a callback ref, and the width in CSS pixels; 0 until it is laid out
 */
export function useElementWidth(): [
  (element: HTMLElement | null) => void,
  number,
] {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [widthPx, setWidthPx] = useState(0);
  useEffect(() => {
    // Without layout, as in jsdom, there is nothing to observe.
    if (!element || typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const observer = new ResizeObserver(entries => {
      setWidthPx(Math.floor(entries[entries.length - 1].contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return [setElement, widthPx];
}
