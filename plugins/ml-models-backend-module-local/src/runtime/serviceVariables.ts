import { tmpdir } from 'node:os';
import { delimiter, dirname } from 'node:path';
import { PreparedEnvironment } from './EnvironmentProvider';

/** Works where nothing is installed, unlike most UTF-8 locales. */
const DEFAULT_LANG = 'C.UTF-8';

/**
 * What a service sees of our environment: an allow-list, because ours holds the
 * backend's secrets.
 *
 * @param own - normally `process.env`
 */
export function serviceVariables(
  environment: PreparedEnvironment,
  own: NodeJS.ProcessEnv,
): Record<string, string> {
  // The Node that runs us comes before any other on the machine.
  const path = [
    environment.binDirectory,
    dirname(process.execPath),
    own.PATH,
  ].filter(part => part !== undefined && part !== '');
  return {
    ...environment.variables,
    PATH: path.join(delimiter),
    LANG: own.LANG ?? DEFAULT_LANG,
    TMPDIR: own.TMPDIR ?? tmpdir(),
    ...(own.HOME && { HOME: own.HOME }),
  };
}
