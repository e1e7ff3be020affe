import { ModelSummary } from '@noshelfware/backstage-plugin-ml-models-common';
import { useMemo } from 'react';
import { EmptyNote } from '../../../components/EmptyNote/EmptyNote';
import { environmentNames } from '../../../components/ModelsTable/environmentNames';
import { ModelsTable } from '../../../components/ModelsTable/ModelsTable';
import { filterPortfolio, PortfolioGroup } from '../filterPortfolio';
import { usePortfolioView } from '../usePortfolioView';

/** Few enough that delivery and teams stay in reach below. */
const ROWS = 10;

export interface GroupModelsProps {
  models: readonly ModelSummary[];
  /** Default: all of them. */
  group?: PortfolioGroup;
}

/** The models that the chosen sentence counts. */
export function GroupModels({ models, group }: GroupModelsProps) {
  const [view, setView] = usePortfolioView();
  const found = useMemo(
    () => (group ? filterPortfolio(models, group) : models),
    [models, group],
  );
  const environments = useMemo(() => environmentNames(models), [models]);
  if (found.length === 0) {
    return <EmptyNote title="None">No model is counted here now.</EmptyNote>;
  }
  return (
    <ModelsTable
      models={found}
      environments={environments}
      rowsPerPage={ROWS}
      view={{ ...view, page: (view.page ?? 1) - 1 }}
      onViewChange={({ sort, direction, page }) =>
        setView({ sort, direction, page: page ? page + 1 : undefined })
      }
    />
  );
}
