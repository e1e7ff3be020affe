import { Version } from '@noshelfware/backstage-plugin-ml-models-common';

/** Tells where the versions of a model serve now. */
export interface VersionServing {
  /** @returns by version number; a version that serves nowhere is absent */
  findServing(
    modelRef: string,
    environments: string[],
  ): Promise<Map<number, Version['serving']>>;
}
