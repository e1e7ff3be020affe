import { thresholdsOf } from '@noshelfware/backstage-plugin-ml-models-common';
import { ExpiringCache } from '../ExpiringCache';
import type { ModelThresholds } from '../performance/drift/driftLimits';
import type { ThresholdSource } from '../performance/verdict/judgeModels';
import { policyOf } from './CatalogModelPolicySource';
import { ModelCatalog } from './ModelCatalog';

/** A change is in force with the next window of five minutes. */
const KEPT_MS = 60_000;

/** Under a kilobyte each. */
const MODELS_KEPT_MAX = 10_000;

/** Reads what a model is judged by from its entity. */
export class CatalogThresholdSource implements ThresholdSource {
  private readonly thresholds = new ExpiringCache<ModelThresholds | undefined>({
    ttlMs: KEPT_MS,
    maxEntries: MODELS_KEPT_MAX,
  });

  constructor(private readonly catalog: ModelCatalog) {}

  /** @throws ServiceUnavailableError while the catalog does not answer */
  async findThresholds(modelRef: string): Promise<ModelThresholds | undefined> {
    return this.thresholds.get(modelRef, async () => {
      const model = await this.catalog.findModelOr(
        modelRef,
        `The catalog does not tell what ${modelRef} is judged by: ask again later`,
      );
      return (
        model && {
          ...thresholdsOf(model),
          redact: policyOf(model).redact,
        }
      );
    });
  }
}
