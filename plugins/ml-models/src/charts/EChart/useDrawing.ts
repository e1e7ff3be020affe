import { useCallback, useState } from 'react';

type ToPng = (background: string) => string;

/** Holds the way to the drawing as an image, once it has been drawn. */
export function useDrawing(background: string) {
  const [drawn, setDrawn] = useState<{ toPng: ToPng }>();
  const onDrawn = useCallback((toPng: ToPng) => setDrawn({ toPng }), []);
  return { onDrawn, toPng: drawn && (() => drawn.toPng(background)) };
}
