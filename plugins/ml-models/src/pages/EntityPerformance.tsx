import { ModelTab } from './ModelTab';
import { PerformanceTab } from '../features/performance/PerformanceTab/PerformanceTab';

export function EntityPerformance() {
  return (
    <ModelTab>
      <PerformanceTab />
    </ModelTab>
  );
}
