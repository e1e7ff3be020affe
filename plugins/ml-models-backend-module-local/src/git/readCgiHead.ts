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
export function readCgiHead(stream: Readable): Promise<CgiHead> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const stop = () => {
      stream.off('readable', read);
      stream.off('end', fail);
      stream.off('error', fail);
    };
    const fail = () => {
      stop();
      reject(new Error('git http-backend ended without an answer'));
    };
    const read = () => {
      for (let chunk = stream.read(); chunk !== null; chunk = stream.read()) {
        received = Buffer.concat([received, chunk]);
        const end = received.indexOf('\r\n\r\n');
        if (end >= 0) {
          stop();
          stream.unshift(received.subarray(end + 4));
          resolve(parseHead(received.subarray(0, end).toString('latin1')));
          return;
        }
        if (received.length > HEAD_BYTES_MAX) {
          fail();
          return;
        }
      }
    };
    stream.on('readable', read);
    stream.on('end', fail);
    stream.on('error', fail);
  });
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
