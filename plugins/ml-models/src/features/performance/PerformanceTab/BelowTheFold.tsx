import { Children, PropsWithChildren, useEffect, useState } from 'react';

/**
 * Sections that one has to scroll to, drawn once what stands above them is on the
 * screen, one with each frame: to draw all at once would keep the first charts, and
 * each click, waiting. From then on they are drawn with the rest.
 */
export function BelowTheFold({ children }: PropsWithChildren<{}>) {
  const sections = Children.toArray(children);
  const [drawn, setDrawn] = useState(0);
  const isComplete = drawn >= sections.length;
  useEffect(() => {
    if (isComplete) return undefined;
    // Not a transition: the styles of a drawing that is broken off and begun anew
    // stay on the page, over those of the theme that is chosen next.
    const frame = window.requestAnimationFrame(() => setDrawn(drawn + 1));
    return () => window.cancelAnimationFrame(frame);
  }, [isComplete, drawn]);
  return <>{sections.slice(0, drawn)}</>;
}
