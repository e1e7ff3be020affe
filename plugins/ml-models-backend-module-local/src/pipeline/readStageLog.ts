import { open } from 'node:fs/promises';
import { LogChunk } from '@noshelfware/backstage-plugin-ml-models-common';
import { hasErrorCode } from '../process/hasErrorCode';

/** A page of a log, a fraction of a second to send and to draw. */
const CHUNK_BYTES_MAX = 256 * 1024;

export interface ReadStageLogOptions {
  file: string;
  /** Byte offset. */
  from: number;
  /** Nothing is written any more. */
  isClosed: boolean;
}

/** @returns whole characters only; the rest comes with the next call */
export async function readStageLog(
  options: ReadStageLogOptions,
): Promise<LogChunk> {
  const { file, from, isClosed } = options;
  const { bytes, size } = await readBytes(file, from);
  const isLast = isClosed && from + bytes.length >= size;
  const length = isLast ? bytes.length : wholeCharacters(bytes);
  return {
    text: bytes.subarray(0, length).toString('utf8'),
    next: from + length,
    complete: isLast,
  };
}

async function readBytes(
  file: string,
  from: number,
): Promise<{ bytes: Buffer; size: number }> {
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      const length = Math.min(CHUNK_BYTES_MAX, Math.max(0, size - from));
      const bytes = Buffer.alloc(length);
      const { bytesRead } = await handle.read(bytes, 0, length, from);
      return { bytes: bytes.subarray(0, bytesRead), size };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) {
      return { bytes: Buffer.alloc(0), size: 0 };
    }
    throw error;
  }
}

/** UTF-8 (RFC 3629): a character starts with 0… or 11…, and goes on with 10…. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back++) {
    const byte = bytes[bytes.length - back];
    if (byte < 0x80) {
      return bytes.length;
    }
    if (byte >= 0xc0) {
      return bytesNeeded(byte) <= back ? bytes.length : bytes.length - back;
    }
  }
  return bytes.length;
}

/** @param first - byte of a character of more than one */
function bytesNeeded(first: number): number {
  if (first >= 0xf0) {
    return 4;
  }
  return first >= 0xe0 ? 3 : 2;
}
