import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { z } from 'zod';

/**
 * Names one process for ever. A pid alone does not: the system gives it to
 * another process soon after its first owner is gone.
 */
export const processIdentitySchema = z.object({
  pid: z.number().int().positive(),
  /** When it started, in the system's own words; only good for comparing. */
  startedAt: z.string().min(1),
});
export type ProcessIdentity = z.infer<typeof processIdentitySchema>;

/** @returns undefined for a process that is gone, or dead and not yet reaped */
export async function findProcessIdentity(
  pid: number,
): Promise<ProcessIdentity | undefined> {
  const startedAt =
    process.platform === 'linux'
      ? await findStartOnLinux(pid)
      : await findStartFromPs(pid);
  return startedAt ? { pid, startedAt } : undefined;
}

export async function isProcessAlive(
  identity: ProcessIdentity,
): Promise<boolean> {
  const found = await findProcessIdentity(identity.pid);
  return found?.startedAt === identity.startedAt;
}

/**
 * @param stat - `/proc/<pid>/stat`; proc(5): field 3 is the state, field 22 the
 *   start in clock ticks since boot
 * @param boot - `/proc/sys/kernel/random/boot_id`
 * @returns undefined for a process that is dead and not yet reaped
 */
export function startOnLinux(stat: string, boot: string): string | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return 'ZX'.includes(fields[0])
    ? undefined
    : `${boot.trim()}:${fields[19].trim()}`;
}

/** @param line - what `ps -o stat=,lstart=` prints in the C locale */
export function startFromPs(line: string): string | undefined {
  const [state, ...started] = line.trim().split(/\s+/);
  return !state || state.startsWith('Z') ? undefined : started.join(' ');
}

async function findStartOnLinux(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    return startOnLinux(stat, boot);
  } catch {
    return undefined; // the process went away, before the read or during it
  }
}

const runFile = promisify(execFile);

async function findStartFromPs(pid: number): Promise<string | undefined> {
  try {
    const { stdout } = await runFile(
      'ps',
      ['-o', 'stat=,lstart=', '-p', String(pid)],
      { env: { ...process.env, LC_ALL: 'C' } },
    );
    return startFromPs(stdout);
  } catch {
    return undefined; // ps ends with 1 when there is no such process
  }
}
