import { ModelTab } from './ModelTab';
import { LogsTab } from '../features/logs/LogsTab/LogsTab';

export function EntityLogs() {
  return (
    <ModelTab>
      <LogsTab />
    </ModelTab>
  );
}
