import { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { isLoopbackHost } from './isLoopbackHost';

/**
 * @param backend - the `backend` section of the configuration
 * @throws InputError when others than this machine can reach the backend: who
 *   signs in needs no password, and whoever is signed in can run code here
 */
export function assertLoopback(
  backend: ReturnType<RootConfigService['getConfig']>,
): void {
  const listenHost = readListenHost(backend);
  if (!isLoopbackHost(listenHost)) {
    throw new InputError(
      `auth.providers.samplePeople signs in without a password, so the backend may only listen on loopback, but backend.listen is ${
        listenHost ? `'${listenHost}'` : 'not set, which means all interfaces'
      }. Set backend.listen.host to 127.0.0.1, or use another sign-in provider.`,
    );
  }
  const baseUrl = backend.getString('baseUrl');
  if (!isLoopbackHost(new URL(baseUrl).hostname)) {
    throw new InputError(
      `auth.providers.samplePeople signs in without a password, so it works on loopback only, but backend.baseUrl is '${baseUrl}'. Set it to http://localhost:<port>, or use another sign-in provider.`,
    );
  }
}

/**
 * Backstage takes a port, `<host>:<port>` or `{host, port}`.
 *
 * @returns empty for all interfaces
 */
function readListenHost(
  backend: ReturnType<RootConfigService['getConfig']>,
): string {
  const listen = backend.getOptional('listen');
  if (typeof listen === 'string') {
    return listen.slice(0, Math.max(0, listen.lastIndexOf(':')));
  }
  return typeof listen === 'object'
    ? backend.getOptionalString('listen.host') ?? ''
    : '';
}
