import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** Far above tables and small networks; weights of large ones belong into a registry. */
const DEFAULT_MIB = 2048;

/** @returns how large an artifact may be that is handed over, in bytes */
export function readArtifactBytesMax(config: Config): number {
  const key = 'mlModels.artifacts.maxMiB';
  const maxMiB = config.getOptionalNumber(key) ?? DEFAULT_MIB;
  if (!(maxMiB > 0)) {
    throw new InputError(`${key} is ${maxMiB}, and has to be more than 0`);
  }
  return maxMiB * 1024 * 1024;
}
