import { Commit } from '@noshelfware/backstage-plugin-ml-models-common';

/** As GitHub and Gitea tell of a commit. */
export interface ApiCommit {
  sha: string;
  commit: {
    message: string;
    author?: { name?: string; date?: string } | null;
  };
}

export function toCommit({ sha, commit }: ApiCommit): Commit {
  const { message, author } = commit;
  return {
    sha,
    message: message.split('\n')[0],
    author: author?.name,
    authoredAt: author?.date ? new Date(author.date).toISOString() : undefined,
  };
}
