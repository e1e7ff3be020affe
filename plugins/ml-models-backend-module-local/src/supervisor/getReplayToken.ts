import { randomBytes, randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hasErrorCode } from '../process/hasErrorCode';

/** @returns the secret in the file, made when there is none yet (0600) */
export function getReplayToken(file: string): string {
  const made = `${file}.${randomUUID()}`;
  writeFileSync(made, randomBytes(32).toString('base64url'), { mode: 0o600 });
  try {
    // Appears with its content, and fails when the file exists: portal and
    // supervisor cannot read different ones, nor an empty one.
    linkSync(made, file);
  } catch (error) {
    if (!hasErrorCode(error, 'EEXIST')) {
      throw error;
    }
  } finally {
    rmSync(made, { force: true });
  }
  return readFileSync(file, 'utf8').trim();
}
