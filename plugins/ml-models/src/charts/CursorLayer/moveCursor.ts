const PAGE = 10;

/**
 * Moves the cursor by keyboard.
 *
 * @param index - undefined when there is no cursor yet: it enters at the end
 * @returns the new index; undefined when the key does not move a cursor
 */
export function moveCursor(
  key: string,
  index: number | undefined,
  count: number,
): number | undefined {
  const last = count - 1;
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowDown: -1,
    ArrowRight: 1,
    ArrowUp: 1,
    PageDown: -PAGE,
    PageUp: PAGE,
    Home: -count,
    End: count,
  };
  if (count === 0 || !(key in steps)) {
    return undefined;
  }
  if (index === undefined) {
    return key === 'Home' ? 0 : last;
  }
  return Math.min(last, Math.max(0, index + steps[key]));
}
