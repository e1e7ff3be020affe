import { UIEvent, useState } from 'react';

/** The rows of a long list that are in view, by where it is scrolled to. */
export function useRowWindow(options: {
  count: number;
  rowPx: number;
  visibleMax: number;
}) {
  const { count, rowPx, visibleMax } = options;
  const [scrolledTo, setScrolledTo] = useState(0);
  const visible = Math.min(count, visibleMax);
  // The list may have become shorter than where it was scrolled to.
  const first = Math.max(0, Math.min(scrolledTo, count - visible));
  return {
    first,
    visible,
    onScroll: (event: UIEvent) =>
      setScrolledTo(Math.round(event.currentTarget.scrollTop / rowPx)),
    /** @returns where to scroll so that a row is in view */
    scrollTopFor: (row: number) => {
      if (row < first) {
        return row * rowPx;
      }
      return row >= first + visible ? (row - visible + 1) * rowPx : undefined;
    },
  };
}

export type RowWindow = ReturnType<typeof useRowWindow>;
