import { NotFoundError } from '@backstage/errors';
import { keyOf, RepositoryId } from '../api/RepositoryId';

/** A run of a workflow, in a repository. */
export interface WorkflowRunId {
  repository: RepositoryId;
  /** As GitHub numbers it. */
  id: number;
}

/**
 * The workflow can tell the same of itself, from `GITHUB_SERVER_URL`,
 * `GITHUB_REPOSITORY` and `GITHUB_RUN_ID`; so it names itself to the portal.
 *
 * @returns e.g. `github.com/flights/flight-delay/12345`, in lower case
 */
export function formatRunId({ repository, id }: WorkflowRunId): string {
  return `${keyOf(repository)}/${id}`;
}

/** @throws NotFoundError for an id that is none of this engine's */
export function parseRunId(runId: string): WorkflowRunId {
  const [, host, owner, name, id] =
    /^([^/]+)\/([^/]+)\/([^/]+)\/(\d{1,15})$/.exec(runId) ?? [];
  if (!host) {
    throw new NotFoundError(
      `There is no run '${runId}' on GitHub: its id has to read <host>/<owner>/<repository>/<number>`,
    );
  }
  return { repository: { host, owner, name }, id: Number(id) };
}
