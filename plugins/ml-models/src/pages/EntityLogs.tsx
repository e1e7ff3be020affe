import { ModelsPageProvider } from './ModelsPageProvider';
import { LogsTab } from '../features/logs/LogsTab/LogsTab';

export function EntityLogs() {
  return (
    <ModelsPageProvider>
      <LogsTab />
    </ModelsPageProvider>
  );
}
