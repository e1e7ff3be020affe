import { ModelsQueryProvider } from '../api/ModelsQueryProvider';
import { PerformanceTab } from '../features/performance/PerformanceTab/PerformanceTab';

export function EntityPerformance() {
  return (
    <ModelsQueryProvider>
      <PerformanceTab />
    </ModelsQueryProvider>
  );
}
