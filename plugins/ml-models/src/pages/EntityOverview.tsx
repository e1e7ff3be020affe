import { ModelsPageProvider } from './ModelsPageProvider';
import { OverviewCard } from '../features/overview/OverviewCard/OverviewCard';

export function EntityOverview() {
  return (
    <ModelsPageProvider>
      <OverviewCard />
    </ModelsPageProvider>
  );
}
