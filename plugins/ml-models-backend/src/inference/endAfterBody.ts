import { ServerResponse } from 'http';
import { finished } from 'stream';

/** As nginx has it by default: `lingering_timeout`. */
const LINGER_MS = 5_000;

/**
 * Ends an answer that is given before the request was read to its end, and with
 * it the connection. What still comes of the request is read first and thrown
 * away, for a while: a connection that is closed on bytes that nobody has read is
 * reset, and a sender who is reset while it sends never sees the answer.
 *
 * @param answer - of the length that the headers say
 */
export function endAfterBody(
  response: ServerResponse,
  answer: Uint8Array,
  lingerMs: number = LINGER_MS,
): void {
  const { req: request } = response;
  response.setHeader('Connection', 'close');
  response.write(answer);
  const timer = setTimeout(() => response.end(), lingerMs);
  finished(request, { writable: false }, () => {
    clearTimeout(timer);
    response.end();
  });
  request.on('data', () => {});
  request.resume();
}
