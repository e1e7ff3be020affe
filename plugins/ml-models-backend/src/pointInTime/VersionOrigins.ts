import { VersionOrigin } from '@noshelfware/backstage-plugin-ml-models-common';

/** Where versions come from. */
export interface VersionOrigins {
  /** @returns by number, those that are known */
  find(
    modelRef: string,
    versions: readonly number[],
  ): Promise<Map<number, VersionOrigin>>;
  /** @returns when the model was first seen, if it was */
  findFirstSeen(modelRef: string): Promise<Date | undefined>;
}
