import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { InputError } from '@backstage/errors';
import { Commit } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  gitEnvironment,
  OUTPUT_BYTES_MAX,
  runGit,
  RunGitOptions,
} from './runGit';

/** A file of a commit, of any size: who pushes decides. */
export interface FoundFile {
  path: string;
  /** Of its content. */
  id: string;
  sizeBytes: number;
}

/** A repository on disk, read with the real git. */
export class BareRepository {
  constructor(
    readonly directory: string,
    private readonly options: Pick<
      RunGitOptions,
      'variables' | 'timeoutMs'
    > = {},
  ) {}

  /** @returns the same repository, where git has these variables and a limit of time */
  seeing(variables: Record<string, string>, timeoutMs: number): BareRepository {
    return new BareRepository(this.directory, { variables, timeoutMs });
  }

  async getDefaultBranch(): Promise<string> {
    const name = await this.git(['symbolic-ref', 'HEAD']);
    return name.trim().replace(/^refs\/heads\//, '');
  }

  /** @returns full SHA by branch name */
  async listBranches(): Promise<Map<string, string>> {
    const output = await this.git([
      'for-each-ref',
      '--format=%(objectname) %(refname:lstrip=2)',
      'refs/heads/',
    ]);
    return new Map(
      output
        .split('\n')
        .filter(Boolean)
        .map(line => [line.slice(41), line.slice(0, 40)]),
    );
  }

  /**
   * @param revision - branch name or full SHA; default: the default branch
   * @returns full SHA of the commit, or undefined when there is none
   */
  async findCommit(revision?: string): Promise<string | undefined> {
    const name =
      revision && /^[0-9a-f]{40}$/.test(revision)
        ? revision
        : `refs/heads/${revision ?? (await this.getDefaultBranch())}`;
    return (await this.findObject(`${name}^{commit}`))?.id;
  }

  /** @returns undefined for a folder or nothing */
  async findFile(commit: string, path: string): Promise<FoundFile | undefined> {
    const found = await this.findObject(`${commit}:${path}`);
    return found?.type === 'blob' ? { ...found, path } : undefined;
  }

  /**
   * @returns undefined when the commit has no such file
   * @throws InputError when it has more than `bytesMax`
   */
  async readFile(
    commit: string,
    path: string,
    bytesMax: number,
  ): Promise<Buffer | undefined> {
    const file = await this.findFile(commit, path);
    return file && this.readContent(file, bytesMax);
  }

  /** @throws InputError when it has more than `bytesMax` */
  async readContent(
    { path, id, sizeBytes }: FoundFile,
    bytesMax = OUTPUT_BYTES_MAX,
  ): Promise<Buffer> {
    if (sizeBytes > bytesMax) {
      throw new InputError(
        `${path} has ${sizeBytes} bytes, and ${bytesMax} are read here at most; clone the repository to have it`,
      );
    }
    return this.run(['cat-file', 'blob', id]);
  }

  /** Newest first. */
  async listCommits(revision: string, limit: number): Promise<Commit[]> {
    const output = await this.git([
      'log',
      '-z',
      `--max-count=${limit}`,
      '--format=%H%n%an%n%aI%n%s',
      revision,
      '--',
    ]);
    return output
      .split('\0')
      .filter(Boolean)
      .map(record => {
        const [sha, author, authoredAt, ...subject] = record.split('\n');
        return { sha, author, authoredAt, message: subject.join(' ').trim() };
      });
  }

  /**
   * @param from - full SHA, of a commit that is there, like `to`
   * @returns how many commits each of them has that the other lacks
   */
  async countApart(
    from: string,
    to: string,
  ): Promise<{ ahead: number; behind: number }> {
    const counts = await this.git([
      'rev-list',
      '--left-right',
      '--count',
      `${from}...${to}`,
      '--',
    ]);
    const [behind, ahead] = counts.trim().split('\t').map(Number);
    return { ahead, behind };
  }

  /** A tar of the tree at `commit`, as `git archive` makes it. */
  archive(commit: string): Readable {
    const child = spawn('git', ['archive', '--format=tar', commit], {
      cwd: this.directory,
      env: gitEnvironment(),
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    child.once('error', error => child.stdout.destroy(error));
    child.once('exit', code => {
      if (code !== 0) {
        child.stdout.destroy(new Error(`git archive ended with ${code}`));
      }
    });
    return child.stdout;
  }

  /** git-cat-file(1), BATCH OUTPUT: `<id> <type> <size>`, or `<name> missing`. */
  private async findObject(
    name: string,
  ): Promise<{ id: string; type: string; sizeBytes: number } | undefined> {
    if (/[\r\n]/.test(name)) {
      return undefined; // would be read as two names
    }
    const output = await this.git(['cat-file', '--batch-check'], `${name}\n`);
    const match = /^([0-9a-f]{40}) (\w+) (\d+)\n$/.exec(output);
    return match
      ? { id: match[1], type: match[2], sizeBytes: Number(match[3]) }
      : undefined;
  }

  private async git(args: string[], input?: string): Promise<string> {
    return (await this.run(args, input)).toString('utf8');
  }

  private run(args: string[], input?: string): Promise<Buffer> {
    return runGit(args, { ...this.options, cwd: this.directory, input });
  }
}
