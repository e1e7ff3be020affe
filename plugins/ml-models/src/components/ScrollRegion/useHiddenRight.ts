import { useEffect, useState } from 'react';

/** Sizes in part pixels are rounded by browsers, each in its own way. */
const TOLERANCE_PX = 2;

/** @returns a callback ref for what scrolls, and whether some of it is hidden to the right */
export function useHiddenRight() {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [hidden, setHidden] = useState(false);
  useEffect(() => {
    if (!element) {
      return undefined;
    }
    const look = () =>
      setHidden(
        element.scrollWidth - element.clientWidth - element.scrollLeft >
          TOLERANCE_PX,
      );
    look();
    element.addEventListener('scroll', look, { passive: true });
    // Without layout, as in jsdom, there is nothing to observe.
    const observer =
      typeof ResizeObserver === 'undefined'
        ? undefined
        : new ResizeObserver(look);
    [element, ...element.children].forEach(part => observer?.observe(part));
    return () => {
      element.removeEventListener('scroll', look);
      observer?.disconnect();
    };
  }, [element]);
  return [setElement, hidden] as const;
}
