/** What every child may see of this process's environment. */
const BASE_NAMES = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'LANG',
  'LANGUAGE',
  'TZ',
  'TMPDIR',
];

/** How to reach the network from here: proxies and the authorities they need. */
const NETWORK_NAMES = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'ALL_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'all_proxy',
  'no_proxy',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'NODE_EXTRA_CA_CERTS',
];

/** Where packages come from: mirrors, their credentials, caches. */
const PACKAGE_INDEX_PREFIXES = ['PIP_', 'UV_'];

export interface ChildEnvironmentOptions {
  /** Default: that of this process. */
  from?: NodeJS.ProcessEnv;
  /** Proxies and certificate authorities. */
  network?: boolean;
  /** The user's settings of pip and uv; they may hold an index's password. */
  packageIndex?: boolean;
  /** Set on top. */
  variables?: Record<string, string>;
  /** Go first in PATH, in this order. */
  binDirectories?: string[];
}

/**
 * An environment made by an allow-list, so that nothing secret of the backend
 * (database password, tokens, keys) is in it.
 */
export function childEnvironment(
  options: ChildEnvironmentOptions = {},
): Record<string, string> {
  const { from = process.env, variables, binDirectories = [] } = options;
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(from)) {
    if (value !== undefined && isAllowed(name, options)) {
      environment[name] = value;
    }
  }
  Object.assign(environment, variables);
  environment.PATH = [...binDirectories, environment.PATH]
    .filter(Boolean)
    .join(':');
  return environment;
}

function isAllowed(name: string, options: ChildEnvironmentOptions): boolean {
  return (
    BASE_NAMES.includes(name) ||
    name.startsWith('LC_') ||
    Boolean(options.network && NETWORK_NAMES.includes(name)) ||
    Boolean(
      options.packageIndex &&
        PACKAGE_INDEX_PREFIXES.some(prefix => name.startsWith(prefix)),
    )
  );
}
