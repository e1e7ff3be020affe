import {
  environmentsOf,
  MlModelEntityV1alpha1,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { durationMs } from '../durationMs';
import { ExpiringCache } from '../ExpiringCache';
import { ModelPolicy, ModelPolicySource } from '../inference/ModelPolicySource';
import { ModelCatalog } from './ModelCatalog';

/** A stricter policy is in force this long after the catalog has read it. */
const POLICY_KEPT_MS = 10_000;

/** Under a kilobyte each. */
const POLICIES_KEPT_MAX = 10_000;

/** A month of records answers most questions, and fits an embedded database. */
const DEFAULT_RETENTION = 'P30D';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Reads how a model's inference records are kept from its entity. */
export class CatalogModelPolicySource implements ModelPolicySource {
  private readonly policies: ExpiringCache<ModelPolicy | undefined>;

  /** @param now - milliseconds of a clock that never goes back; default: the process's */
  constructor(private readonly catalog: ModelCatalog, now?: () => number) {
    this.policies = new ExpiringCache({
      ttlMs: POLICY_KEPT_MS,
      maxEntries: POLICIES_KEPT_MAX,
      now,
    });
  }

  async find(modelRef: string): Promise<ModelPolicy | undefined> {
    return this.policies.get(modelRef, async () => {
      const model = await this.catalog.findModelOr(
        modelRef,
        `The catalog does not tell the logging policy of ${modelRef}: send again later`,
      );
      return model && policyOf(model);
    });
  }
}

export function policyOf(model: MlModelEntityV1alpha1): ModelPolicy {
  const { sample = 1, redact = [], retention } = model.spec.logging ?? {};
  return {
    sample,
    redact,
    retentionDays: durationMs(retention ?? DEFAULT_RETENTION) / DAY_MS,
    slices: model.spec.monitoring?.slices,
    environments: environmentsOf(model),
  };
}
