import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ModelSummary } from '@noshelfware/backstage-plugin-ml-models-common';

export interface ModelLister {
  /** @returns the models that the caller may see */
  list(credentials: BackstageCredentials): Promise<ModelSummary[]>;
}
