import { BackstageCredentials } from '@backstage/backend-plugin-api';

/** Whether a caller may read a model's records and measures. */
export interface ModelReadAccess {
  /**
   * @throws NotFoundError when there is no such model, or the caller may not see it
   * @throws NotAllowedError when the caller may see it, but not this part of it
   */
  assertReadable(
    credentials: BackstageCredentials,
    modelRef: string,
  ): Promise<void>;
}
