import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ModelReadAccess } from '../inference/ModelReadAccess';
import { ModelCatalog } from './ModelCatalog';

/** Who may see a model in the catalog may read what it did. */
export class CatalogModelReadAccess implements ModelReadAccess {
  constructor(private readonly catalog: ModelCatalog) {}

  async assertReadable(
    credentials: BackstageCredentials,
    modelRef: string,
  ): Promise<void> {
    await this.catalog.getModel(modelRef, credentials);
  }
}
