import { ANNOTATION_SOURCE_LOCATION } from '@backstage/catalog-model';
import {
  MlModelEntityV1alpha1,
  Repository,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { SourceHost } from '@noshelfware/backstage-plugin-ml-models-node';

/** @returns undefined for code on no host that is installed */
export async function findRepository(
  sourceHosts: Map<string, SourceHost>,
  model: MlModelEntityV1alpha1,
  options: { commits: number },
): Promise<Repository | undefined> {
  const location = model.metadata.annotations?.[ANNOTATION_SOURCE_LOCATION];
  if (!location) {
    return undefined;
  }
  for (const host of sourceHosts.values()) {
    const repository = await host.findRepository(location, options);
    if (repository) {
      return repository;
    }
  }
  return undefined;
}
