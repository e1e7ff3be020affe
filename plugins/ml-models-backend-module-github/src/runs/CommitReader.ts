import { Commit } from '@noshelfware/backstage-plugin-ml-models-common';
import { LRUCache } from 'lru-cache';
import { GitHubWorkflows } from './GitHubWorkflows';

const KEPT = 200;

/** Asks for each commit once: it is for ever what it is. */
export class CommitReader {
  private readonly kept = new LRUCache<string, Commit>({ max: KEPT });

  async read(workflows: GitHubWorkflows, sha: string): Promise<Commit> {
    const known = this.kept.get(sha);
    if (known) {
      return known;
    }
    const commit = await workflows.getCommit(sha);
    this.kept.set(sha, commit);
    return commit;
  }
}
