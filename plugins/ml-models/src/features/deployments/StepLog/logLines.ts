import AnsiToHtml from 'ansi-to-html';

export interface LogLine {
  /** As it was printed, without colours. */
  text: string;
  /** Escaped, with colours as spans. */
  html: string;
}

// eslint-disable-next-line no-control-regex
const ANSI_SEQUENCES = /\u001b\[[0-9;?]*[ -/]*[@-~]/g;

/** @returns a text as it is read, without its colours */
export function withoutColors(text: string): string {
  return text.replace(ANSI_SEQUENCES, '');
}

/** Converts the lines of a log one after the other; a colour may run over several. */
export class LogConverter {
  private readonly converter: AnsiToHtml;

  /** @param colors - by ANSI colour number, 0 to 15 */
  constructor(colors: Record<number, string>) {
    this.converter = new AnsiToHtml({ escapeXML: true, stream: true, colors });
  }

  convert(printed: string): LogLine {
    const line = printed.replace(/\r+$/, '');
    return { text: withoutColors(line), html: this.converter.toHtml(line) };
  }
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
