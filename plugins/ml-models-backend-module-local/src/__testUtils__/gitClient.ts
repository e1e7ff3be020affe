import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { devNull } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const runFile = promisify(execFile);

/** The real git, as a person would use it, without this machine's settings. */
export function runGitCommand(
  cwd: string,
  ...args: string[]
): Promise<{ stdout: string; stderr: string }> {
  return runFile('git', args, {
    cwd,
    env: {
      PATH: process.env.PATH,
      HOME: cwd,
      GIT_CONFIG_GLOBAL: devNull,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      GIT_AUTHOR_NAME: 'Ada',
      GIT_AUTHOR_EMAIL: 'ada@example.com',
      GIT_COMMITTER_NAME: 'Ada',
      GIT_COMMITTER_EMAIL: 'ada@example.com',
      LC_ALL: 'C',
    },
  });
}

/** @returns what it printed */
export async function git(cwd: string, ...args: string[]): Promise<string> {
  const { stdout } = await runGitCommand(cwd, ...args);
  return stdout.trim();
}

/** @returns full SHA of a commit holding these files, in a work tree at `folder` */
export async function commitFiles(
  folder: string,
  files: Record<string, string>,
  message = 'Change things',
): Promise<string> {
  await mkdir(folder, { recursive: true });
  await git(folder, 'init', '--quiet', '--initial-branch=main');
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  await git(folder, 'add', '--all');
  await git(folder, 'commit', '--quiet', '--allow-empty', '-m', message);
  return git(folder, 'rev-parse', 'HEAD');
}
