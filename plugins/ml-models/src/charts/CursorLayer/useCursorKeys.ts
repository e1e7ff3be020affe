import { KeyboardEvent } from 'react';
import { moveCursor } from './moveCursor';
import { RangeSelection } from './useRangeSelection';

/** Arrow keys move the cursor; with Shift they select, and Enter zooms. */
export function useCursorKeys(options: {
  count: number;
  index: number | undefined;
  onMove: (index: number | undefined) => void;
  selection: RangeSelection;
}) {
  const { count, index, onMove, selection } = options;
  return (event: KeyboardEvent) => {
    if (event.key === 'Escape' && index !== undefined) {
      // Only the cursor goes, not the dialog that the chart may stand in.
      event.stopPropagation();
      selection.cancel();
      onMove(undefined);
      return;
    }
    if (event.key === 'Enter' && index !== undefined) {
      selection.finish(index);
      return;
    }
    const next = moveCursor(event.key, index, count);
    if (next === undefined) {
      return;
    }
    event.preventDefault();
    if (event.shiftKey) {
      selection.start(index ?? next);
    } else {
      selection.cancel();
    }
    onMove(next);
  };
}
