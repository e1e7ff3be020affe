import { execFile } from 'node:child_process';
import { devNull } from 'node:os';
import { ForwardedError, ServiceUnavailableError } from '@backstage/errors';
import { childEnvironment } from '../process/childEnvironment';
import { hasErrorCode } from '../process/hasErrorCode';

/** Listings and single files; whole trees are streamed instead. */
export const OUTPUT_BYTES_MAX = 64 * 1024 * 1024;

/**
 * The user's own git configuration stays out: their hooks, filters and aliases
 * are not meant for repositories that serve others. Git otherwise refuses
 * folders of another user, which a mounted data directory may well be.
 *
 * @param settings - of git's, on top
 */
export function gitEnvironment(
  variables: Record<string, string> = {},
  settings: Record<string, string> = {},
): Record<string, string> {
  const all = Object.entries({ 'safe.directory': '*', ...settings });
  return childEnvironment({
    variables: {
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: devNull,
      GIT_CONFIG_COUNT: `${all.length}`,
      ...Object.fromEntries(
        all.flatMap(([key, value], index) => [
          [`GIT_CONFIG_KEY_${index}`, key],
          [`GIT_CONFIG_VALUE_${index}`, value],
        ]),
      ),
      GIT_TERMINAL_PROMPT: '0',
      LC_ALL: 'C',
      ...variables,
    },
  });
}

export interface RunGitOptions {
  cwd?: string;
  input?: string;
  /** Of its environment. */
  variables?: Record<string, string>;
  /** After which it is ended; default: never. */
  timeoutMs?: number;
}

/**
 * @returns what git printed
 * @throws ServiceUnavailableError when git is not installed; ForwardedError with git's
 *   own words when it fails
 */
export function runGit(
  args: string[],
  options: RunGitOptions = {},
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      args,
      {
        cwd: options.cwd,
        env: gitEnvironment(options.variables),
        timeout: options.timeoutMs,
        encoding: 'buffer',
        maxBuffer: OUTPUT_BYTES_MAX,
      },
      (error, stdout, stderr) => {
        if (error) {
          reject(describeFailure(error, args, stderr.toString('utf8')));
        } else {
          resolve(stdout);
        }
      },
    );
    child.stdin?.on('error', () => {
      // git went away before it read all; its exit code says why
    });
    child.stdin?.end(options.input);
  });
}

function describeFailure(error: Error, args: string[], stderr: string): Error {
  if (hasErrorCode(error, 'ENOENT')) {
    return new ServiceUnavailableError(
      'git is not installed, or not in PATH; install it and start the portal again',
    );
  }
  const reason = stderr.trim().split('\n').pop() || error.message;
  return new ForwardedError(`git ${args[0]} failed: ${reason}`, error);
}
