import AnsiToHtml from 'ansi-to-html';

export interface LogLine {
  /** As it was printed, without colours. */
  text: string;
  /** Escaped, with colours as spans. */
  html: string;
}

// eslint-disable-next-line no-control-regex
const ANSI_SEQUENCES = /\u001b\[[0-9;?]*[ -/]*[@-~]/g;

/**
 * A carriage return moves back to the start of the line: only what was printed
 * last stands there, as with progress bars.
 */
function lastOverprint(line: string): string {
  const shown = line.replace(/\r+$/, '');
  return shown.slice(shown.lastIndexOf('\r') + 1);
}

/**
 * @param colors - by ANSI colour number, 0 to 15
 * @returns the lines of a log; a colour may run over several of them
 */
export function logLines(
  text: string,
  colors: Record<number, string>,
): LogLine[] {
  const converter = new AnsiToHtml({ escapeXML: true, stream: true, colors });
  const lines = text.split('\n').map(lastOverprint);
  if (lines.at(-1) === '') {
    lines.pop();
  }
  return lines.map(line => ({
    text: line.replace(ANSI_SEQUENCES, ''),
    html: converter.toHtml(line),
  }));
}

const ERROR_WORD = /\b(error|exception|traceback|failed|fatal)\b/i;
/** e.g. `ValueError`, `NullPointerException`. */
const ERROR_NAME = /[a-z](Error|Exception)\b/;
const NO_ERROR = /\b(0|no) (errors?|failed|failures?)\b/i;

/**
 * @param known - the line that the server takes for the first error
 * @returns the number of the first line that tells of an error, from 0
 */
export function findFirstError(
  lines: readonly LogLine[],
  known: string | undefined,
): number | undefined {
  const byServer = known
    ? lines.findIndex(line => line.text.includes(known.trim()))
    : -1;
  const first =
    byServer >= 0
      ? byServer
      : lines.findIndex(
          ({ text }) =>
            (ERROR_WORD.test(text) || ERROR_NAME.test(text)) &&
            !NO_ERROR.test(text),
        );
  return first >= 0 ? first : undefined;
}

/** @returns the numbers of the lines that hold `words`, whatever their case */
export function findLines(lines: readonly LogLine[], words: string): number[] {
  const wanted = words.toLocaleLowerCase('en');
  return wanted
    ? lines.flatMap(({ text }, index) =>
        text.toLocaleLowerCase('en').includes(wanted) ? [index] : [],
      )
    : [];
}
