import { LogChunk } from '@noshelfware/backstage-plugin-ml-models-common';

/** Lines that stay in the page; a browser searches them within a frame or two. */
export const LINES_MAX = 10_000;
/** Characters of a line that stay: some tools print whole files as one. */
const LINE_MAX = 4_000;

/** The end of a step's log, as it was printed, however long the log is. */
export interface StepLogTail {
  /** Lines that have ended, oldest first. */
  lines: readonly string[];
  /** What was printed since the end of the last line. */
  rest: string;
  /** Lines before them, which are kept no more. */
  dropped: number;
  /** Byte offset to read on from. */
  next: number;
  complete: boolean;
}

export const EMPTY_TAIL: StepLogTail = {
  lines: [],
  rest: '',
  dropped: 0,
  next: 0,
  complete: false,
};

/** @returns the log with what was printed since, without its oldest lines where it gets too long */
export function appendChunk(
  log: StepLogTail,
  { text, next, complete }: LogChunk,
): StepLogTail {
  if (text === '') {
    return { ...log, next, complete };
  }
  const parts = (log.rest + text).split('\n').map(lastOverprint);
  const rest = parts.pop() ?? '';
  const lines = parts.length > 0 ? [...log.lines, ...parts] : log.lines;
  const over = Math.max(0, lines.length - LINES_MAX);
  return {
    lines: over > 0 ? lines.slice(over) : lines,
    rest,
    dropped: log.dropped + over,
    next,
    complete,
  };
}

/**
 * A carriage return moves back to the start of the line: only what was printed
 * last stands there, as with progress bars.
 */
function lastOverprint(line: string): string {
  const end = line.replace(/\r+$/, '').length;
  return line.slice(line.lastIndexOf('\r', end - 1) + 1).slice(0, LINE_MAX);
}
