import { HandedArtifact } from '@noshelfware/backstage-plugin-ml-models-node';

/** Where artifacts go that pipelines elsewhere hand over. */
export interface ArtifactStore {
  /**
   * @returns the `artifactUri` to register a version with
   * @throws NotImplementedError where nothing takes them, InputError for content of
   *   another digest
   */
  keep(artifact: HandedArtifact): Promise<string>;
}
