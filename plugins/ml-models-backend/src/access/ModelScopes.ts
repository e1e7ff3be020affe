import {
  Entity,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
} from '@backstage/catalog-model';
import { ModelCatalog } from '../catalog/ModelCatalog';
import { ExpiringCache } from '../ExpiringCache';

/** A model that changes hands is known to have done so this much later. */
const SCOPES_KEPT_MS = 30_000;

/** A handful of refs each. */
const MODELS_KEPT_MAX = 10_000;

/** Which scopes a token may have to be good for a model. */
export class ModelScopes {
  private readonly scopes = new ExpiringCache<string[]>({
    ttlMs: SCOPES_KEPT_MS,
    maxEntries: MODELS_KEPT_MAX,
  });

  constructor(private readonly catalog: ModelCatalog) {}

  /** Whether a token for `scopeRef` is good for the model. */
  async covers(scopeRef: string, modelRef: string): Promise<boolean> {
    if (scopeRef === modelRef) {
      return true;
    }
    const scopes = await this.scopes.get(modelRef, async () => {
      const model = await this.catalog.findModel(modelRef);
      return model ? scopesOf(modelRef, model) : [];
    });
    return scopes.includes(scopeRef);
  }
}

/** @returns the model, its system and its owner */
export function scopesOf(modelRef: string, model: Entity): string[] {
  const around = (model.relations ?? [])
    .filter(({ type }) => [RELATION_PART_OF, RELATION_OWNED_BY].includes(type))
    .map(({ targetRef }) => targetRef);
  return [modelRef, ...around];
}
