import {
  MlModelEntityV1alpha1,
  Repository,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { SourceHost } from '@noshelfware/backstage-plugin-ml-models-node';
import { sourceLocationOf } from '../catalog/sourceLocationOf';

/** @returns undefined for code on no host that is installed */
export async function findRepository(
  sourceHosts: Map<string, SourceHost>,
  model: MlModelEntityV1alpha1,
  options: { commits: number },
): Promise<Repository | undefined> {
  const location = sourceLocationOf(model);
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
