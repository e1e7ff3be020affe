import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { hasErrorCode } from '../process/hasErrorCode';

/** @returns the secret in the file, made when there is none yet (0600) */
export function getReplayToken(file: string): string {
  try {
    // Fails when the file exists, so that two cannot make different ones.
    writeFileSync(file, randomBytes(32).toString('base64url'), {
      flag: 'wx',
      mode: 0o600,
    });
  } catch (error) {
    if (!hasErrorCode(error, 'EEXIST')) {
      throw error;
    }
  }
  return readFileSync(file, 'utf8').trim();
}
