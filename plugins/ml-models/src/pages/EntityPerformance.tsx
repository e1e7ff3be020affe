import { ModelsPageProvider } from './ModelsPageProvider';
import { PerformanceTab } from '../features/performance/PerformanceTab/PerformanceTab';

export function EntityPerformance() {
  return (
    <ModelsPageProvider>
      <PerformanceTab />
    </ModelsPageProvider>
  );
}
