import { RefObject, useEffect, useRef } from 'react';

/**
 * Brings what opens below what was clicked, often out of sight, into view and
 * gives it the focus. At once and not by gliding, which makes some people ill.
 *
 * @param block - where it comes to stand; null: it stays where it is
 * @param content - what it shows so far: brought into view again with other content,
 *   which may be larger or have come with more above it
 * @returns for an element with `tabIndex` -1
 */
export function useBroughtIntoView(
  block: ScrollLogicalPosition | null,
  content?: string,
): RefObject<HTMLElement> {
  const root = useRef<HTMLElement>(null);
  useEffect(() => {
    if (block) {
      root.current?.scrollIntoView?.({ block });
    }
  }, [block, content]);
  useEffect(() => {
    if (block) {
      root.current?.focus({ preventScroll: true });
    }
  }, [block]);
  return root;
}
