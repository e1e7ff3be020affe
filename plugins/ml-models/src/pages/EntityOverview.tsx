import { ModelTab } from './ModelTab';
import { OverviewCard } from '../features/overview/OverviewCard/OverviewCard';

export function EntityOverview() {
  return (
    <ModelTab>
      <OverviewCard />
    </ModelTab>
  );
}
