import { ModelsPageProvider } from './ModelsPageProvider';
import { VersionsTab } from './VersionsTab/VersionsTab';

export function EntityVersions() {
  return (
    <ModelsPageProvider>
      <VersionsTab />
    </ModelsPageProvider>
  );
}
