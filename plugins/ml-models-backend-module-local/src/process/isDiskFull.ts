import { hasErrorCode } from './hasErrorCode';

/** @returns whether a system call failed for want of space, on the disk or in a quota */
export function isDiskFull(error: unknown): boolean {
  return hasErrorCode(error, 'ENOSPC', 'EDQUOT');
}
