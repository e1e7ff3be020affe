import { ModelsQueryProvider } from '../api/ModelsQueryProvider';
import { VersionsTab } from './VersionsTab/VersionsTab';

export function EntityVersions() {
  return (
    <ModelsQueryProvider>
      <VersionsTab />
    </ModelsQueryProvider>
  );
}
