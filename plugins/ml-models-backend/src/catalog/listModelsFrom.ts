import { ModelCatalog, modelRefOfEntity } from './ModelCatalog';
import { sourceLocationOf } from './sourceLocationOf';

/**
 * With the plugin's own eyes.
 *
 * @returns refs of the models whose code is where it is asked for
 */
export async function listModelsFrom(
  catalog: ModelCatalog,
  isFrom: (sourceLocation: string) => boolean,
): Promise<string[]> {
  const models = await catalog.listModels();
  return models
    .filter(model => {
      const location = sourceLocationOf(model);
      return location !== undefined && isFrom(location);
    })
    .map(modelRefOfEntity);
}
