import { ModelsQueryProvider } from '../api/ModelsQueryProvider';
import { OverviewCard } from '../features/overview/OverviewCard/OverviewCard';

export function EntityOverview() {
  return (
    <ModelsQueryProvider>
      <OverviewCard />
    </ModelsQueryProvider>
  );
}
