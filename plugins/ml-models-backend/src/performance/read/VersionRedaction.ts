import type { RedactionRule } from '../../inference/ModelPolicySource';

/** Knows by which rules the records of a version are redacted. */
export interface VersionRedaction {
  /**
   * @returns the model's, and those that the version was registered under
   * @throws ServiceUnavailableError while they are not known
   */
  findRules(
    modelRef: string,
    version: number,
  ): Promise<readonly RedactionRule[]>;
}
