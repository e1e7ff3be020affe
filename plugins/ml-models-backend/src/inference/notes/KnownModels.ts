import { FeatureType } from '@noshelfware/backstage-plugin-ml-models-common';

/** The registered ones among versions that services name. */
export interface KnownVersions {
  /** As services call them: by our number, or by the label they have elsewhere. */
  registered: string[];
  /** The newest registered one; absent where none is. */
  newest?: number;
}

/** The outcomes that a version is compared by, or could be. */
export interface KnownOutcomes {
  version: number;
  outcomes: Array<{ name: string; type: FeatureType }>;
}

/** What is known of a model apart from the records that a request brings. */
export interface KnownModels {
  /** @returns where it has records, or was ever deployed to, in the order of names */
  listEnvironments(modelRef: string): Promise<string[]>;
  /**
   * @returns where its entity says that it is served
   * @throws ServiceUnavailableError when the sender is to come back later
   */
  listDeclaredEnvironments(modelRef: string): Promise<string[]>;
  findVersions(
    modelRef: string,
    serviceVersions: readonly string[],
  ): Promise<KnownVersions>;
  /** @returns of the newest version that declares any; undefined without one */
  findOutcomes(modelRef: string): Promise<KnownOutcomes | undefined>;
}
