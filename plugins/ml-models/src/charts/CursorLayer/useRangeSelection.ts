import { useState } from 'react';

export interface RangeSelection {
  /** Where the selection began; undefined when nothing is being selected. */
  anchor: number | undefined;
  /** Keeps the first anchor until finished or cancelled. */
  start: (index: number) => void;
  finish: (index: number) => void;
  cancel: () => void;
}

/**
 * A range being selected by dragging, or by Shift and arrow keys.
 *
 * @param onSelect - called with first and last index, in order; a click, which
 *   begins and ends at one index, selects nothing
 */
export function useRangeSelection(
  onSelect?: (first: number, last: number) => void,
): RangeSelection {
  const [anchor, setAnchor] = useState<number>();
  return {
    anchor,
    start: index => {
      if (onSelect) {
        setAnchor(previous => previous ?? index);
      }
    },
    finish: index => {
      setAnchor(undefined);
      if (anchor !== undefined && anchor !== index) {
        onSelect?.(Math.min(anchor, index), Math.max(anchor, index));
      }
    },
    cancel: () => setAnchor(undefined),
  };
}
