import { ModelSummary } from '@noshelfware/backstage-plugin-ml-models-common';
import { FACETS } from '../facets';
import { countValues, filterModels, ModelFilters } from '../filterModels';
import { ModelsView } from '../useModelsView';
import { FacetGroup } from './FacetGroup';

const MINE = 'mine';

export interface FacetRailProps {
  models: readonly ModelSummary[];
  filters: ModelFilters;
  ownRefs: readonly string[];
  onChange: (change: Partial<ModelsView>) => void;
}

/** The filters of the model catalog, with what each would leave. */
export function FacetRail(props: FacetRailProps) {
  const { models, filters, ownRefs, onChange } = props;
  const mine = filterModels(models, { ...filters, mine: true }, ownRefs);
  return (
    <>
      <FacetGroup
        title="Ownership"
        values={[{ value: MINE, label: 'Mine', count: mine.length }]}
        chosen={filters.mine ? [MINE] : []}
        onChange={chosen => onChange({ mine: chosen.length > 0 })}
      />
      {FACETS.map(facet => (
        <FacetGroup
          key={facet.id}
          title={facet.title}
          values={countValues(
            filterModels(models, filters, ownRefs, facet.id),
            facet,
            filters[facet.id],
          )}
          chosen={filters[facet.id]}
          onChange={chosen => onChange({ [facet.id]: chosen })}
        />
      ))}
    </>
  );
}
