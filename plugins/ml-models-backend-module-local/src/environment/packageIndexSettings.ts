import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { childEnvironment } from '../process/childEnvironment';
import { Python } from './findPython';
import { runTool } from './runTool';

export interface PackageIndexSettings {
  /** For pip and uv alike. */
  environment: Record<string, string>;
  /** For what uv takes on its command line only. */
  uvArguments: string[];
}

/** https://docs.astral.sh/uv/concepts/configuration-files */
const UV_CONFIG_FILES = [
  '/etc/uv/uv.toml',
  join(homedir(), '.config', 'uv', 'uv.toml'),
];

/**
 * What pip and uv get to see. uv does not read pip's configuration, and that is
 * where most companies write down their mirror: it is handed over in the words
 * that uv knows, unless the user has told uv something else.
 */
export async function getPackageIndexSettings(
  python: Python,
): Promise<PackageIndexSettings> {
  const own = childEnvironment({ network: true, packageIndex: true });
  const pip = translatePipSettings(await readPipSettings(python));
  const isUvToldOtherwise =
    ['UV_DEFAULT_INDEX', 'UV_INDEX_URL', 'UV_INDEX', 'UV_CONFIG_FILE'].some(
      name => own[name] !== undefined,
    ) || UV_CONFIG_FILES.some(file => existsSync(file));
  return isUvToldOtherwise
    ? { environment: { ...pip.network, ...own }, uvArguments: [] }
    : {
        environment: { ...pip.network, ...pip.index, ...own },
        uvArguments: pip.uvArguments,
      };
}

/** @returns by option name, e.g. `index-url`; empty without pip */
async function readPipSettings(python: Python): Promise<Map<string, string>> {
  try {
    const output = await runTool({
      command: python.executable,
      args: ['-m', 'pip', 'config', 'list'],
      environment: childEnvironment({ network: true, packageIndex: true }),
    });
    return parsePipConfig(output);
  } catch {
    return new Map(); // no pip: uv works without it
  }
}

/** In pip, `install` overrules `global`, and the environment both. */
const SECTIONS = ['global', 'install', ':env:'];

/**
 * @param output - of `pip config list`: `global.index-url='https://…'`, the
 *   value being a Python string
 */
export function parsePipConfig(output: string): Map<string, string> {
  const settings = new Map<string, string>();
  for (const section of SECTIONS) {
    for (const line of output.split('\n')) {
      const match = /^(:env:|[\w-]+)\.([\w-]+)=(['"])(.*)\3$/.exec(line);
      if (match?.[1] === section) {
        settings.set(match[2], match[4].replace(/\\n/g, '\n').trim());
      }
    }
  }
  return settings;
}

/** https://pip.pypa.io/en/stable/cli/pip_install and https://docs.astral.sh/uv/reference/environment */
export function translatePipSettings(settings: Map<string, string>): {
  network: Record<string, string>;
  index: Record<string, string>;
  uvArguments: string[];
} {
  const words = (name: string) =>
    (settings.get(name) ?? '').split(/\s+/).filter(Boolean);
  const extraIndexes = words('extra-index-url');
  return {
    network: withoutEmpty({
      SSL_CERT_FILE: settings.get('cert'),
      SSL_CLIENT_CERT: settings.get('client-cert'),
      HTTP_PROXY: settings.get('proxy'),
      HTTPS_PROXY: settings.get('proxy'),
      UV_HTTP_TIMEOUT:
        settings.get('timeout') ?? settings.get('default-timeout'),
      UV_INSECURE_HOST: words('trusted-host').join(' '),
    }),
    index: withoutEmpty({
      UV_DEFAULT_INDEX: settings.get('index-url'),
      UV_INDEX: extraIndexes.join(' '),
      // As pip does: the best version of any index.
      UV_INDEX_STRATEGY: extraIndexes.length > 0 ? 'unsafe-best-match' : '',
      UV_FIND_LINKS: words('find-links').filter(isReachable).join(','),
    }),
    uvArguments: isTrue(settings.get('no-index')) ? ['--no-index'] : [],
  };
}

/** pip passes over a folder that is missing, uv fails. */
function isReachable(link: string): boolean {
  return /^\w+:\/\//.test(link) || existsSync(link);
}

function withoutEmpty(
  variables: Record<string, string | undefined>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) =>
      value ? [[name, value]] : [],
    ),
  );
}

function isTrue(value: string | undefined): boolean {
  return /^(1|true|yes|on)$/i.test(value ?? '');
}
