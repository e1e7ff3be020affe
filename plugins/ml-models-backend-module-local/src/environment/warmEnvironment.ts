import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EnvironmentProvider } from '../runtime/EnvironmentProvider';

export interface WarmEnvironmentOptions {
  environments: EnvironmentProvider;
  /** PEP 440 specifier. */
  python: string;
  /** Content of the lock file. */
  lock: Buffer;
  onLog: (line: string) => void;
}

/** Prepares an environment for a run that may come soon. */
export async function warmEnvironment(
  options: WarmEnvironmentOptions,
): Promise<void> {
  const { environments, python, lock, onLog } = options;
  const folder = await mkdtemp(join(tmpdir(), 'lock-'));
  try {
    const lockFile = join(folder, 'requirements.lock');
    await writeFile(lockFile, lock);
    await environments.prepare({ lockFile, python }, onLog);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
