import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';

/** What is known of a model and its environments besides its deployments. */
export interface MirrorContext {
  /**
   * @returns where its code is, if that is known, and which environment is last in
   *   its order of promotion
   * @throws ServiceUnavailableError while the catalog does not answer
   */
  findModel(
    modelRef: string,
  ): Promise<{ sourceLocation?: string; production: string }>;
  /** @returns root of what answers; undefined: not known, or not for browsers */
  findEndpoint(target: ServingTarget): Promise<string | undefined>;
  /** @returns full SHA that a version was built from */
  findCommit(modelRef: string, version: number): Promise<string | undefined>;
  /** @returns where people see a deployment; undefined: the portal has no address */
  urlOf(deployment: {
    modelRef: string;
    deploymentId: string;
  }): string | undefined;
}
