/** Which inputs of a model its owner wants to see it by. */
export interface SliceSource {
  /**
   * @returns e.g. `['inputs.carrier']`; empty for a model that is not known
   * @throws ServiceUnavailableError while it is not known yet
   */
  find(modelRef: string): Promise<readonly string[]>;
}
