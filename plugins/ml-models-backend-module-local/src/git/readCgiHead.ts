import { once } from 'node:events';
import { Readable } from 'node:stream';

export interface CgiHead {
  status: number;
  headers: Record<string, string>;
}

/** git-http-backend sends some hundred bytes; more is not a header. */
const HEAD_BYTES_MAX = 64 * 1024;

/**
 * Reads the header of a CGI response (RFC 3875 section 6.3) and leaves the
 * stream at the first byte of the body.
 *
 * @throws when the stream ends before its header does
 */
export async function readCgiHead(stream: Readable): Promise<CgiHead> {
  let received = Buffer.alloc(0);
  while (received.length <= HEAD_BYTES_MAX) {
    const chunk: Buffer | null = stream.read();
    if (chunk === null) {
      if (stream.readableEnded || stream.destroyed) {
        break;
      }
      await readableOrEnd(stream);
    } else {
      received = Buffer.concat([received, chunk]);
      const end = received.indexOf('\r\n\r\n');
      if (end >= 0) {
        stream.unshift(received.subarray(end + 4));
        return parseHead(received.subarray(0, end).toString('latin1'));
      }
    }
  }
  throw new Error('git http-backend ended without an answer');
}

async function readableOrEnd(stream: Readable): Promise<void> {
  const either = new AbortController();
  const { signal } = either;
  try {
    await Promise.race([
      once(stream, 'readable', { signal }),
      once(stream, 'end', { signal }),
    ]);
  } finally {
    either.abort();
  }
}

function parseHead(text: string): CgiHead {
  const headers: Record<string, string> = {};
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLocaleLowerCase('en-US')] = line
      .slice(colon + 1)
      .trim();
  }
  const { status = '200', ...rest } = headers;
  return { status: Number.parseInt(status, 10), headers: rest };
}
