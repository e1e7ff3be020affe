import { readFile } from 'node:fs/promises';
import { ProcessIdentity, startFromPs, startOnLinux } from './processIdentity';

/**
 * Shell code that writes the identity of its own process into the file `$1`.
 * The process does it itself, so that no death of its parent can leave a
 * running process without a record; by builtins, because it delays the start.
 */
export const RECORD_IDENTITY_SCRIPT =
  process.platform === 'linux'
    ? 'read -r stat < "/proc/$$/stat"; read -r boot < /proc/sys/kernel/random/boot_id; printf "%s\\n" "$$" "$stat" "$boot" > "$1"'
    : 'printf "%s\\n%s\\n" "$$" "$(LC_ALL=C ps -o stat=,lstart= -p "$$")" > "$1"';

/** @returns undefined when there is no whole record */
export async function findRecordedIdentity(
  file: string,
): Promise<ProcessIdentity | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return undefined; // it was never started
  }
  const [pid, start, boot] = text.split('\n');
  const startedAt = boot ? startOnLinux(start, boot) : startFromPs(start ?? '');
  return startedAt ? { pid: Number(pid), startedAt } : undefined;
}
