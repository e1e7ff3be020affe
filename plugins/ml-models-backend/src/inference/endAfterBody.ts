import { ServerResponse } from 'http';
import { finished } from 'stream';

/** Without a byte of the request: as nginx has it by default, `lingering_timeout`. */
const IDLE_MS = 5_000;
/** In all: `lingering_time`. */
const LINGER_MS = 30_000;

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
): void {
  const { req: request } = response;
  response.setHeader('Connection', 'close');
  response.write(answer);
  let hasCome = false;
  const idle = setTimeout(() => {
    hasCome = false;
    // When this process was busy for as long, bytes may have come that are read
    // between a timer and an immediate.
    setImmediate(() => (hasCome ? idle.refresh() : response.end()));
  }, IDLE_MS);
  const most = setTimeout(() => response.end(), LINGER_MS);
  finished(request, { writable: false }, () => {
    clearTimeout(idle);
    clearTimeout(most);
    response.end();
  });
  request.on('data', () => {
    hasCome = true;
    idle.refresh();
  });
  request.resume();
}
