import { KeyboardEvent } from 'react';
import { moveCursor } from '../CursorLayer/moveCursor';

export interface HeatmapPlace {
  row: number | undefined;
  bucket: number | undefined;
}

/** Up and down go through the rows, left and right through time, Enter picks. */
export function useHeatmapKeys(options: {
  place: HeatmapPlace;
  rowCount: number;
  bucketCount: number;
  onRow: (row: number) => void;
  onBucket: (bucket: number | undefined) => void;
  onPick: (row: number) => void;
}) {
  const { place, rowCount, bucketCount } = options;
  return (event: KeyboardEvent) => {
    const { key } = event;
    if ((key === 'Enter' || key === ' ') && place.row !== undefined) {
      event.preventDefault();
      options.onPick(place.row);
    } else if (key === 'ArrowLeft' || key === 'ArrowRight') {
      event.preventDefault();
      options.onBucket(moveCursor(key, place.bucket, bucketCount));
    } else {
      const row = moveRow(key, place.row, rowCount);
      if (row !== undefined) {
        event.preventDefault();
        options.onRow(row);
      }
    }
  };
}

/** Rows go downwards, and are entered at the top: the worst comes first. */
function moveRow(
  key: string,
  row: number | undefined,
  count: number,
): number | undefined {
  const mirrored: Record<string, string> = {
    ArrowDown: 'ArrowRight',
    ArrowUp: 'ArrowLeft',
    PageDown: 'PageUp',
    PageUp: 'PageDown',
    Home: 'Home',
    End: 'End',
  };
  if (!(key in mirrored)) {
    return undefined;
  }
  return row === undefined && key !== 'End'
    ? 0
    : moveCursor(mirrored[key], row, count);
}
