import { RefObject, useEffect, useRef } from 'react';

/** @returns what to give to a search field into which `/` is to put the cursor */
export function useSlash(): RefObject<HTMLInputElement> {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focusOnSlash = (event: KeyboardEvent) => {
      if (
        event.key === '/' &&
        !isTyping(event.target) &&
        // What is behind an open dialog is out of reach.
        !document.querySelector('[role=dialog]')
      ) {
        event.preventDefault();
        input.current?.focus();
      }
    };
    document.addEventListener('keydown', focusOnSlash);
    return () => document.removeEventListener('keydown', focusOnSlash);
  }, []);
  return input;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}
