import { useRef } from 'react';

/**
 * @param texts - made anew with each drawing
 * @returns the list of an earlier drawing for as long as the texts are the same
 */
export function useWhileEqual(texts: readonly string[]): readonly string[] {
  const last = useRef(texts);
  const isEqual =
    texts.length === last.current.length &&
    texts.every((text, index) => text === last.current[index]);
  if (!isEqual) {
    last.current = texts;
  }
  return last.current;
}
