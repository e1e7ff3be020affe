import { randomUUID } from 'node:crypto';
import { access, constants, mkdir, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { childEnvironment } from '../process/childEnvironment';
import { hasErrorCode } from '../process/hasErrorCode';
import { findPip } from './findPip';
import { Python } from './findPython';
import { PackageIndexSettings } from './packageIndexSettings';
import { compareVersions } from './pythonSpecifier';
import { runTool } from './runTool';

/** How to call uv, or why it cannot be had. */
export type Uv =
  | { command: string; args: string[] }
  | { command?: undefined; reason: string };

export interface FindUvOptions {
  /** Where it is installed when the machine has none. */
  folder: string;
  python: Python;
  settings: Promise<PackageIndexSettings>;
  onLog: (line: string) => void;
}

/** The first with relocatable environments that also move console scripts. */
const OLDEST_UV = [0, 5, 0];

/**
 * Looks for uv in PATH, as a module of the interpreter and where it was
 * installed before; otherwise installs it, which takes two seconds once and
 * makes every environment many times faster.
 */
export async function findUv(options: FindUvOptions): Promise<Uv> {
  const { folder, python, onLog } = options;
  const installed = { command: join(folder, 'bin', 'uv'), args: [] };
  const candidates = [
    { command: 'uv', args: [] },
    installed,
    { command: python.executable, args: ['-m', 'uv'] },
  ];
  for (const uv of candidates) {
    if (await isUsable(uv)) {
      return uv;
    }
  }
  try {
    onLog('Installing uv, once for this machine …');
    await install(options);
    return installed;
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

async function isUsable(uv: {
  command: string;
  args: string[];
}): Promise<boolean> {
  if (!(await isOnDisk(uv.command))) {
    return false;
  }
  try {
    const output = await runTool({
      command: uv.command,
      args: [...uv.args, '--version'],
      environment: childEnvironment(),
    });
    const version = /(\d+)\.(\d+)\.(\d+)/.exec(output)?.slice(1).map(Number);
    return version !== undefined && compareVersions(version, OLDEST_UV) >= 0;
  } catch {
    return false; // not installed, or broken: the next candidate may do
  }
}

/** Saves starting what is not there. */
async function isOnDisk(command: string): Promise<boolean> {
  const places = command.includes('/')
    ? [command]
    : (process.env.PATH ?? '').split(delimiter).map(p => join(p, command));
  for (const place of places) {
    try {
      await access(place, constants.X_OK);
      return true;
    } catch {
      // not in this folder
    }
  }
  return false;
}

/**
 * `pip install --target` needs no environment of its own and works where the
 * interpreter is managed by the system; without pip an environment brings one.
 */
async function install(options: FindUvOptions): Promise<void> {
  const { folder, python } = options;
  const { environment } = await options.settings;
  const built = `${folder}.${randomUUID()}`;
  const pip = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--no-compile',
    '--disable-pip-version-check',
  ];
  const run = (command: string, args: string[]) =>
    runTool({ command, args, environment, onLine: options.onLog });
  try {
    await mkdir(built, { recursive: true, mode: 0o700 });
    if (await findPip(python)) {
      await run(python.executable, [
        ...pip,
        '--only-binary=:all:',
        `--target=${built}`,
        'uv',
      ]);
    } else {
      await run(python.executable, ['-m', 'venv', built]);
      await run(join(built, 'bin', 'python'), [...pip, 'uv']);
    }
    await rename(built, folder);
  } catch (error) {
    // Somebody else was faster, which is as good.
    if (!hasErrorCode(error, 'ENOTEMPTY', 'EEXIST')) {
      throw error;
    }
  } finally {
    await rm(built, { recursive: true, force: true });
  }
}
