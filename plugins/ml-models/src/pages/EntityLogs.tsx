import { ModelsQueryProvider } from '../api/ModelsQueryProvider';
import { LogsTab } from '../features/logs/LogsTab/LogsTab';

export function EntityLogs() {
  return (
    <ModelsQueryProvider>
      <LogsTab />
    </ModelsQueryProvider>
  );
}
