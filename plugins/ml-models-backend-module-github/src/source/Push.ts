import { RepositoryId } from '../api/RepositoryId';

/** What somebody who knows the webhook's secret says of a push. */
export interface Push {
  repository: RepositoryId;
  /** Which is said to be the default one. */
  branch: string;
  /** Full SHA that the branch is said to point at since. */
  after: string;
  /** The same when the push is told of again. */
  pushId: string;
}
