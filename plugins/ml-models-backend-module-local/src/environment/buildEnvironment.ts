import { join } from 'node:path';
import { canInstallElsewhere } from './findPip';
import { Python } from './findPython';
import { Uv } from './findUv';
import { makeScriptsRelocatable } from './makeScriptsRelocatable';
import { PackageIndexSettings } from './packageIndexSettings';
import { runTool } from './runTool';

export interface BuildEnvironmentOptions {
  /** Where it is built; it is moved to `finalFolder` afterwards. */
  folder: string;
  finalFolder: string;
  lockFile: string;
  hasHashes: boolean;
  python: Python;
  uv: Uv;
  settings: PackageIndexSettings;
  /** Fetches everything anew. */
  ignoresCache: boolean;
  onLog: (line: string) => void;
}

/**
 * Makes a virtual environment and installs a lock file into it.
 *
 * Bytecode is left to the first import: compiling all of a typical
 * environment takes longer than a whole pipeline uses of it (16 s of CPU for
 * scikit-learn, pandas and FastAPI, of which 4 s are for modules that run).
 *
 * @throws ToolError
 */
export async function buildEnvironment(
  options: BuildEnvironmentOptions,
): Promise<void> {
  const { uv, onLog } = options;
  if (uv.command !== undefined) {
    await buildWithUv({ ...options, uv });
  } else {
    onLog(`Going on with pip, without uv: ${uv.reason}`);
    await buildWithPip(options);
  }
}

async function buildWithUv(
  options: BuildEnvironmentOptions & {
    uv: { command: string; args: string[] };
  },
): Promise<void> {
  const { folder, lockFile, hasHashes, python, uv, settings, onLog } = options;
  const ignoringCache = options.ignoresCache ? ['--no-cache'] : [];
  const run = (...args: string[]) =>
    runTool({
      command: uv.command,
      args: [...uv.args, ...ignoringCache, ...args],
      environment: { ...settings.environment, UV_PYTHON_DOWNLOADS: 'never' },
      onLine: onLog,
    });
  await run(
    'venv',
    '--quiet',
    '--relocatable',
    '--python',
    python.executable,
    folder,
  );
  const interpreter = ['--python', join(folder, 'bin', 'python')];
  // A file with hashes is complete, or it is refused: nothing to resolve.
  await run(
    'pip',
    ...(hasHashes
      ? ['sync', '--require-hashes', lockFile]
      : ['install', '--requirement', lockFile]),
    ...interpreter,
    ...settings.uvArguments,
  );
}

/** Putting a pip into each environment takes longer than all the rest. */
async function buildWithPip(options: BuildEnvironmentOptions): Promise<void> {
  const { folder, lockFile, hasHashes, python, settings, onLog } = options;
  const run = (command: string, ...args: string[]) =>
    runTool({
      command,
      args,
      environment: settings.environment,
      onLine: onLog,
    });
  const own = join(folder, 'bin', 'python');
  const isPipShared = await canInstallElsewhere(python);
  await run(
    python.executable,
    '-m',
    'venv',
    ...(isPipShared ? ['--without-pip'] : []),
    folder,
  );
  const pip = isPipShared
    ? [python.executable, '-m', 'pip', '--python', own]
    : [own, '-m', 'pip'];
  const [command, ...args] = pip;
  await run(
    command,
    ...args,
    'install',
    '--disable-pip-version-check',
    '--no-compile',
    '--progress-bar=off',
    ...(hasHashes ? ['--require-hashes'] : []),
    '--requirement',
    lockFile,
  );
  await makeScriptsRelocatable(folder, options.finalFolder);
}
