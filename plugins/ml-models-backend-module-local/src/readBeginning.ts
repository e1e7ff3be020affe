import { createReadStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';

/**
 * Reads a file that others wrote, and that may be of any size.
 *
 * @returns the file; of a longer one as much as shows that it is: one byte above
 */
export function readBeginning(path: string, bytesMax: number): Promise<Buffer> {
  return buffer(createReadStream(path, { end: bytesMax }));
}
