import { PropsWithChildren, startTransition, useEffect, useState } from 'react';

/**
 * What one has to scroll to, drawn once what stands above it is on the screen:
 * to draw all at once would keep the first charts waiting. From then on it is
 * drawn with the rest.
 */
export function BelowTheFold({ children }: PropsWithChildren<{}>) {
  const [aboveIsDrawn, setAboveIsDrawn] = useState(false);
  // An effect runs after the browser has painted; a transition yields to it.
  useEffect(() => startTransition(() => setAboveIsDrawn(true)), []);
  return aboveIsDrawn ? <>{children}</> : null;
}
