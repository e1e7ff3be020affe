import {
  NamedValues,
  Signature,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** Versions, as far as the pages about models need them. */
export interface ModelVersions {
  /** @returns the newest version number by model, where there is any */
  findNewest(modelRefs: string[]): Promise<Map<string, number>>;
  /** @returns when each model was first seen; new ones are noted as of now */
  noteFirstSeen(modelRefs: string[], now: Date): Promise<Map<string, Date>>;
  /** @returns a request that is known to be valid */
  findExample(
    modelRef: string,
    version: number,
  ): Promise<{ inputs: NamedValues; signature?: Signature } | undefined>;
}
