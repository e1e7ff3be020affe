import { ModelSummary } from '@noshelfware/backstage-plugin-ml-models-common';
import { Facet, FacetId, FACETS, FacetValue } from './facets';

export type ModelFilters = Record<FacetId, readonly string[]> & {
  /** Words that all have to occur. */
  q: string;
  /** Only what the viewer owns. */
  mine: boolean;
};

export interface CountedValue extends FacetValue {
  count: number;
}

function textOf(model: ModelSummary): string {
  return [
    model.title,
    model.modelRef,
    model.task,
    model.description,
    model.owner,
    model.ownerTitle,
    model.system,
    ...model.tags,
  ]
    .join('\n')
    .toLocaleLowerCase('en');
}

function fitsFacet(
  model: ModelSummary,
  facet: Facet,
  chosen: readonly string[],
) {
  return (
    chosen.length === 0 ||
    facet.valuesOf(model).some(({ value }) => chosen.includes(value))
  );
}

/**
 * @param ownRefs - the viewer and the groups the viewer is in
 * @param except - a facet that is not to filter: the one being counted
 */
export function filterModels(
  models: readonly ModelSummary[],
  filters: ModelFilters,
  ownRefs: readonly string[],
  except?: FacetId,
): ModelSummary[] {
  const words = filters.q.toLocaleLowerCase('en').split(/\s+/).filter(Boolean);
  const facets = FACETS.filter(facet => facet.id !== except);
  return models.filter(model => {
    if (filters.mine && !(model.owner && ownRefs.includes(model.owner))) {
      return false;
    }
    if (!facets.every(facet => fitsFacet(model, facet, filters[facet.id]))) {
      return false;
    }
    const text = words.length ? textOf(model) : '';
    return words.every(word => text.includes(word));
  });
}

/**
 * @param models - those that all other facets let through
 * @returns the facet's values with their number of models, in order; chosen
 *   ones even when nothing is left of them
 */
export function countValues(
  models: readonly ModelSummary[],
  facet: Facet,
  chosen: readonly string[],
): CountedValue[] {
  const counted = new Map<string, CountedValue>(
    chosen.map(value => [value, { value, label: value, count: 0 }]),
  );
  for (const { value, label } of models.flatMap(facet.valuesOf)) {
    const count = counted.get(value)?.count ?? 0;
    counted.set(value, { value, label, count: count + 1 });
  }
  const rank = ({ value }: FacetValue) => facet.order?.indexOf(value) ?? 0;
  return [...counted.values()].sort(
    (a, b) => rank(a) - rank(b) || a.label.localeCompare(b.label),
  );
}
