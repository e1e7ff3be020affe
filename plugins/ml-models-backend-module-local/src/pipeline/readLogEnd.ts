import { open } from 'node:fs/promises';
import { hasErrorCode } from '../process/hasErrorCode';

/** A failure is told of at the end; a training log may have gigabytes before. */
const BYTES_MAX = 1024 * 1024;

/** @returns the last megabyte of a log; empty when there is none */
export async function readLogEnd(file: string): Promise<string> {
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      const from = Math.max(0, size - BYTES_MAX);
      const { buffer, bytesRead } = await handle.read(
        Buffer.alloc(size - from),
        0,
        size - from,
        from,
      );
      return buffer.subarray(0, bytesRead).toString('utf8');
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) {
      return '';
    }
    throw error;
  }
}
