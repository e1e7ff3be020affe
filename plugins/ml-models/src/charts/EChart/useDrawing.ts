import { useCallback, useState } from 'react';

/** @param pixelRatio - of the pixels drawn to those of CSS */
export type DrawCanvas = (pixelRatio: number) => HTMLCanvasElement;

/** Holds the way to a drawing's pixels, once it has been drawn. */
export function useDrawing() {
  const [drawn, setDrawn] = useState<{ draw: DrawCanvas }>();
  const onDrawn = useCallback((draw: DrawCanvas) => setDrawn({ draw }), []);
  return { onDrawn, draw: drawn?.draw };
}
