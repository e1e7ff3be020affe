import {
  MlModelEntityV1alpha1,
  Version,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** Tells where the versions of a model serve now. */
export interface VersionServing {
  /** @returns by version number; a version that serves nowhere is absent */
  findServing(
    model: MlModelEntityV1alpha1,
  ): Promise<Map<number, Version['serving']>>;
}
