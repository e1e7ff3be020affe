import { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';

/** Who signs the tokens of workflows on a host. */
export interface Issuer {
  host: string;
  /** As tokens name it in `iss`. */
  issuer: string;
}

const KEY = 'mlModels.github.issuers';

/**
 * @returns an issuer for each host of `integrations.github`, and those of
 *   `mlModels.github.issuers`
 * @throws InputError for what is no address, or one that anybody could answer for
 */
export function readIssuers(root: RootConfigService): Issuer[] {
  const configured = (root.getOptionalConfigArray(KEY) ?? []).map(config => ({
    host: config.getString('host'),
    issuer: assertIssuer(config.getString('issuer')),
  }));
  const hosts = ScmIntegrations.fromConfig(root)
    .github.list()
    .map(({ config }) => config.host)
    .filter(host => !configured.some(one => one.host === host));
  return [
    ...configured,
    ...hosts.map(host => ({ host, issuer: issuerOf(host) })),
  ];
}

/** https://docs.github.com/actions/reference/security/oidc */
function issuerOf(host: string): string {
  if (host === 'github.com' || host.endsWith('.ghe.com')) {
    const domain = host === 'github.com' ? 'githubusercontent.com' : host;
    return `https://token.actions.${domain}`;
  }
  return `https://${host}/_services/token`;
}

function assertIssuer(issuer: string): string {
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined;
  const isLoopback = url?.hostname === '127.0.0.1';
  if (
    url?.protocol !== 'https:' &&
    !(isLoopback && url?.protocol === 'http:')
  ) {
    throw new InputError(
      `${KEY} has the issuer '${issuer}', and it has to be an address with https, as tokens name it in 'iss'`,
    );
  }
  return issuer;
}
