import { RootConfigService } from '@backstage/backend-plugin-api';
import { ContainerSettings } from './container/ContainerSettings';
import { readContainerSettings } from './container/readContainerSettings';
import { DataDirectory, dataDirectoryAt } from './dataDirectory';

/** The section `mlModels.local` of the configuration, with its defaults. */
export interface LocalConfig {
  data: DataDirectory;
  gatewayPort: number;
  keepModels: boolean;
  /** Interpreter to build environments with; default: one in PATH that fits. */
  python?: string;
  /** How versions are run in containers; undefined: they are processes. */
  containers?: ContainerSettings;
}

const DEFAULT_GATEWAY_PORT = 7070;

export function readLocalConfig(root: RootConfigService): LocalConfig {
  const config = root.getOptionalConfig('mlModels.local');
  return {
    data: dataDirectoryAt(config?.getOptionalString('dataDir') ?? '.data'),
    gatewayPort:
      config?.getOptionalNumber('gatewayPort') ?? DEFAULT_GATEWAY_PORT,
    keepModels:
      process.env.NOSHELFWARE_KEEP_MODELS === 'true' ||
      (config?.getOptionalBoolean('keepModels') ?? false),
    python: config?.getOptionalString('python'),
    containers: readContainerSettings(config),
  };
}
