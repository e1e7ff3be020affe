import { ModelTab } from './ModelTab';
import { VersionsTab } from './VersionsTab/VersionsTab';

export function EntityVersions() {
  return (
    <ModelTab>
      <VersionsTab />
    </ModelTab>
  );
}
