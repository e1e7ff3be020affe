import { ModelSummary } from '@noshelfware/backstage-plugin-ml-models-common';
import Button from '@material-ui/core/Button';
import { useMemo, useRef } from 'react';
import { Subtle } from '../../../components/Subtle/Subtle';
import { EmptyNote } from '../../../components/EmptyNote/EmptyNote';
import {
  formatCount,
  formatCountOf,
} from '../../../components/formatNumber/formatNumber';
import { environmentNames } from '../../../components/ModelsTable/environmentNames';
import { ModelsTable } from '../../../components/ModelsTable/ModelsTable';
import { FacetRail } from '../FacetRail/FacetRail';
import { filterModels } from '../filterModels';
import { ModelsView, NO_FILTERS, useModelsView } from '../useModelsView';
import { useOwnRefs } from '../useOwnRefs';
import { ModelSearch } from './ModelSearch';
import { RailLayout } from './RailLayout';

/** Search, filters and table over the models of the catalog. */
export function ModelsBrowser({ models }: { models: readonly ModelSummary[] }) {
  const ownRefs = useOwnRefs();
  const [view, setView] = useModelsView();
  const found = useMemo(
    () => filterModels(models, view, ownRefs),
    [models, view, ownRefs],
  );
  const results = useRef<HTMLDivElement>(null);
  const environments = useMemo(() => environmentNames(models), [models]);
  const filter = (change: Partial<ModelsView>) =>
    setView({ ...change, page: undefined });
  return (
    <RailLayout
      search={
        <ModelSearch
          value={view.q}
          onChange={q => setView({ q, page: undefined }, { replace: true })}
          onGoToResults={() =>
            results.current?.querySelector<HTMLElement>('tbody th a')?.focus()
          }
        />
      }
      rail={
        <FacetRail {...{ models, ownRefs }} filters={view} onChange={filter} />
      }
    >
      <FoundCount found={found.length} total={models.length} />
      {found.length ? (
        <div ref={results}>
          <ModelsTable
            models={found}
            environments={environments}
            view={{ ...view, page: (view.page ?? 1) - 1 }}
            onViewChange={({ sort, direction, page }) =>
              setView({ sort, direction, page: page ? page + 1 : undefined })
            }
          />
        </div>
      ) : (
        <EmptyNote
          title="No model fits"
          action={
            <Button variant="outlined" onClick={() => setView(NO_FILTERS)}>
              Clear search and filters
            </Button>
          }
        >
          Search and filters together leave none of{' '}
          {formatCountOf(models.length, 'model')}.
        </EmptyNote>
      )}
    </RailLayout>
  );
}

function FoundCount(props: { found: number; total: number }) {
  const { found, total } = props;
  return (
    <Subtle role="status">
      {found === total
        ? formatCountOf(total, 'model')
        : `${formatCount(found)} of ${formatCountOf(total, 'model')}`}
    </Subtle>
  );
}
