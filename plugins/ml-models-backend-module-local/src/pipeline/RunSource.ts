import { Commit } from '@noshelfware/backstage-plugin-ml-models-common';

/** Where runs get their code from. */
export interface RunSource {
  /**
   * @param request.commit - full SHA; default: head of the default branch
   * @param request.folder - must not exist; does so afterwards only as a whole
   * @throws NotFoundError when there is no such repository or commit
   */
  checkOut(request: {
    sourceLocation: string;
    commit?: string;
    folder: string;
  }): Promise<Commit>;
}
