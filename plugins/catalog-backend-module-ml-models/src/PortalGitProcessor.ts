import { ANNOTATION_SOURCE_LOCATION, Entity } from '@backstage/catalog-model';
import { LocationSpec } from '@backstage/plugin-catalog-common';
import { CatalogProcessor } from '@backstage/plugin-catalog-node';

/** The root of a repository's files, on one branch. */
const REPOSITORY_ROOT =
  /^https?:\/\/[^/]+\/api\/ml-models\/git\/[^/]+\/[^/]+\/raw\/[^/]+\//;

/**
 * Says of entities from the portal's own git where their source is. The catalog
 * does so by itself for hosts of its integrations, which this git is none of.
 */
export class PortalGitProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'PortalGitProcessor';
  }

  async preProcessEntity(
    entity: Entity,
    { type, target }: LocationSpec,
  ): Promise<Entity> {
    const [root] = (type === 'url' && REPOSITORY_ROOT.exec(target)) || [];
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
}
