import { GAP } from '../ExceptionRecorder';

/** Less of a value tells nothing of it. */
const TELLING_LENGTH_MIN = 3;

/**
 * Hides what is left of a value that a text was cut in: at its end, or at the gap
 * in the middle of a stack trace.
 *
 * @param text - of an exception, in which no value is whole
 */
export function hideCutValue(
  text: string,
  value: string,
  stand: string,
): string {
  const gap = text.indexOf(GAP);
  if (gap >= 0) {
    const end = text.slice(gap + GAP.length);
    const left = findLeft(value, length =>
      end.startsWith(value.slice(-length)),
    );
    const rest = left > 0 ? `${stand}${end.slice(left)}` : end;
    return `${hideAtEnd(text.slice(0, gap), value, stand)}${GAP}${rest}`;
  }
  return hideAtEnd(text, value, stand);
}

function hideAtEnd(text: string, value: string, stand: string): string {
  const left = findLeft(value, length => text.endsWith(value.slice(0, length)));
  return left > 0 ? `${text.slice(0, -left)}${stand}` : text;
}

/** @returns how much of a value is left, but for all of it; 0: nothing that tells */
function findLeft(value: string, isLeft: (length: number) => boolean): number {
  for (
    let length = value.length - 1;
    length >= TELLING_LENGTH_MIN;
    length -= 1
  ) {
    if (isLeft(length)) return length;
  }
  return 0;
}
