import { ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

export interface StartDetachedNodeOptions {
  /** Absolute path of the module to run, in the form this process runs in: .ts or .js. */
  file: string;
  args: string[];
  /** What it prints is appended here. */
  logFile: string;
  environment: Record<string, string>;
  cwd: string;
}

/**
 * Starts a Node process that outlives this one. In this project's own workspace
 * the sources are TypeScript, which Backstage's loader compiles on the fly; an
 * installed package holds JavaScript and needs no loader.
 */
export function startDetachedNode(
  options: StartDetachedNodeOptions,
): ChildProcess {
  const { file, args, logFile, environment, cwd } = options;
  const log = openSync(logFile, 'a', 0o600);
  try {
    const child = spawn(
      process.execPath,
      [...loaderArguments(file), file, ...args],
      { detached: true, stdio: ['ignore', log, log], env: environment, cwd },
    );
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

function loaderArguments(file: string): string[] {
  return file.endsWith('.ts')
    ? ['--require', require.resolve('@backstage/cli/config/nodeTransform.cjs')]
    : [];
}
