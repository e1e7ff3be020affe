import { CommitsBetween } from '@noshelfware/backstage-plugin-ml-models-common';
import { ApiCommit, toCommit } from '../runs/toCommit';
import { ComparedRange, GitHubRepository } from '../source/GitHubRepository';

/** What Gitea would tell of each commit besides, and takes its time for. */
const BRIEFLY = { stat: false, verification: false, files: false };

/** The code of one repository on Gitea. Its API is GitHub's but for what is here. */
export class GiteaRepository extends GitHubRepository {
  protected override async askCommits(limit: number): Promise<ApiCommit[]> {
    const { data } = await this.ask<{ data: ApiCommit[] }>(
      'the commits',
      (request, of) =>
        request('GET /repos/{owner}/{repo}/commits', {
          ...of,
          ...BRIEFLY,
          limit,
        }),
    );
    return data;
  }

  /** Gitea names all of one side, newest first, and none of the other. */
  protected override async askCompared({
    from,
    to,
    commits,
  }: ComparedRange): Promise<CommitsBetween> {
    const ahead = await this.askOneSide(from, to);
    const behind = await this.askOneSide(to, from);
    return {
      ahead: ahead.length,
      behind: behind.length,
      newest: ahead.slice(0, commits).map(toCommit),
    };
  }

  private async askOneSide(from: string, to: string): Promise<ApiCommit[]> {
    const basehead = `${from}...${to}`;
    const { data } = await this.ask<{ data: { commits: ApiCommit[] } }>(
      basehead,
      (request, of) =>
        request('GET /repos/{owner}/{repo}/compare/{basehead}', {
          ...of,
          ...BRIEFLY,
          basehead,
        }),
    );
    return data.commits;
  }
}
