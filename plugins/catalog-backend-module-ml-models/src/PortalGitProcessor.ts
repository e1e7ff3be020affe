import { ANNOTATION_SOURCE_LOCATION, Entity } from '@backstage/catalog-model';
import { LocationSpec } from '@backstage/plugin-catalog-common';
import { CatalogProcessor } from '@backstage/plugin-catalog-node';

/** The root of a repository's files, on one branch, below the plugin's API. */
const REPOSITORY_ROOT =
  /^https?:\/\/[^/]+\/api\/ml-models(\/git\/[^/]+\/[^/]+\/raw\/[^/]+\/)/;

/**
 * Says of entities from the portal's own git where their source is. The catalog
 * does so by itself for hosts of its integrations, which this git is none of.
 *
 * Entities stay registered by the URL of their day. Where the portal has moved
 * to another port since, their source has moved with it.
 */
export class PortalGitProcessor implements CatalogProcessor {
  /** @param apiUrl - present public URL of the `ml-models` plugin's API */
  constructor(private readonly apiUrl: string) {}

  getProcessorName(): string {
    return 'PortalGitProcessor';
  }

  async preProcessEntity(
    entity: Entity,
    { type, target }: LocationSpec,
  ): Promise<Entity> {
    const root = type === 'url' && this.findRoot(target);
    return root
      ? {
          ...entity,
          metadata: {
            ...entity.metadata,
            annotations: {
              [ANNOTATION_SOURCE_LOCATION]: `url:${root}`,
              ...entity.metadata.annotations,
            },
          },
        }
      : entity;
  }

  private findRoot(target: string): string | undefined {
    const [root, path] = REPOSITORY_ROOT.exec(target) ?? [];
    const isOurs = root && hostnameOf(root) === hostnameOf(this.apiUrl);
    return isOurs ? `${this.apiUrl}${path}` : root;
  }
}

function hostnameOf(url: string): string {
  return new URL(url).hostname;
}
