/** Knows which of our versions a service means. */
export interface VersionResolver {
  /**
   * @param serviceVersion - resource attribute `service.version`: our number,
   *   or the label the version has elsewhere
   * @returns our number; a label never seen before makes an `observed` version
   */
  resolve(modelRef: string, serviceVersion: string): Promise<number>;
}
