import { PayloadTooLargeError } from '../../../http/body/PayloadTooLargeError';
import { SourceLine } from '../LogFormat';

/** Characters; no sane record comes near, and more would have to be held. */
const LINE_LENGTH_MAX = 16 * 1024 * 1024;

/** Reads JSON Lines piece by piece; empty lines are left out, but counted. */
export async function* readJsonLines(
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<SourceLine> {
  let line = 0;
  for await (const text of readLines(chunks)) {
    line += 1;
    if (text.trim() !== '') {
      yield { line, ...parseLine(text) };
    }
  }
}

function parseLine(text: string): { value: unknown } | { reason: string } {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { reason: 'the line is not JSON' };
  }
}

async function* readLines(
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LINE_LENGTH_MAX) {
      throw new PayloadTooLargeError(
        `A line has more than ${LINE_LENGTH_MAX} characters`,
      );
    }
    yield* lines;
  }
  yield rest + decoder.decode();
}
