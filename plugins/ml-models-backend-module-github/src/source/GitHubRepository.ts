import { isError } from '@backstage/errors';
import {
  Commit,
  CommitsBetween,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';
import { GitHubApi } from '../api/GitHubApi';
import { RepositoryId } from '../api/RepositoryId';
import { ApiCommit, toCommit } from '../runs/toCommit';

const NEEDS = 'the permission Contents, read';

/** GitHub calls it by its SHA, and Gitea by its id. */
const branchSchema = z.object({
  commit: z
    .object({ sha: z.string().optional(), id: z.string().optional() })
    .transform(({ sha, id }) => sha ?? id),
});

export interface RepositoryFacts {
  cloneUrl: string;
  defaultBranch: string;
}

export interface ComparedRange {
  /** Full SHA. */
  from: string;
  /** Full SHA. */
  to: string;
  /** How many are named at most, 1 to 100. */
  commits: number;
}

/** The code of one repository, as far as GitHub is asked for it. */
export class GitHubRepository {
  constructor(
    protected readonly api: GitHubApi,
    protected readonly repository: RepositoryId,
  ) {}

  async describe(): Promise<RepositoryFacts> {
    const { data } = await this.ask('the repository', (request, of) =>
      request('GET /repos/{owner}/{repo}', of),
    );
    return { cloneUrl: data.clone_url, defaultBranch: data.default_branch };
  }

  /** @returns the full SHA that the branch points at; undefined where there is none */
  async findHead(branch: string): Promise<string | undefined> {
    return unlessMissing(async () => {
      const { data } = await this.ask<{ data: unknown }>(
        `the branch ${branch}`,
        (request, of) =>
          request('GET /repos/{owner}/{repo}/branches/{branch}', {
            ...of,
            branch,
          }),
      );
      return branchSchema.parse(data).commit;
    });
  }

  /** @returns the newest of the default branch, newest first; none of an empty repository */
  async listCommits(commits: number): Promise<Commit[]> {
    try {
      return (await this.askCommits(commits)).map(toCommit);
    } catch (error) {
      // 409 "Git Repository is empty."
      if (isError(error) && error.name === 'ConflictError') {
        return [];
      }
      throw error;
    }
  }

  /** @returns undefined where a commit is not there, or the two have none in common */
  async compare(range: ComparedRange): Promise<CommitsBetween | undefined> {
    return unlessMissing(() => this.askCompared(range));
  }

  protected async askCommits(commits: number): Promise<ApiCommit[]> {
    const { data } = await this.ask('the commits', (request, of) =>
      request('GET /repos/{owner}/{repo}/commits', {
        ...of,
        per_page: commits,
      }),
    );
    return data;
  }

  /** GitHub names the oldest first, so that the newest are on the last pages. */
  protected async askCompared(range: ComparedRange): Promise<CommitsBetween> {
    const { commits } = range;
    const first = await this.askPage(range, 1);
    const pages = Math.ceil(first.ahead_by / commits);
    const named = [...first.commits];
    for (let page = Math.max(2, pages - 1); page <= pages; page += 1) {
      named.push(...(await this.askPage(range, page)).commits);
    }
    return {
      ahead: first.ahead_by,
      behind: first.behind_by,
      newest: named.slice(-commits).reverse().map(toCommit),
    };
  }

  private async askPage({ from, to, commits }: ComparedRange, page: number) {
    const { data } = await this.ask(`${from}...${to}`, (request, of) =>
      request('GET /repos/{owner}/{repo}/compare/{basehead}', {
        ...of,
        basehead: `${from}...${to}`,
        per_page: commits,
        page,
      }),
    );
    return data;
  }

  protected ask<Answer>(
    what: string,
    ask: Parameters<typeof this.api.ask<Answer>>[2],
  ): Promise<Answer> {
    return this.api.ask(this.repository, { what, needs: NEEDS }, ask);
  }
}

async function unlessMissing<Answer>(
  ask: () => Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isError(error) && error.name === 'NotFoundError') {
      return undefined;
    }
    throw error;
  }
}
