import { IncomingMessage } from 'node:http';

/**
 * Whether a request comes from this machine and was meant for it. The address
 * of the peer is not enough: a reverse proxy beside us lends its own to the
 * whole world, and a page whose name was rebound to 127.0.0.1 speaks through a
 * browser that runs here.
 *
 * @param portalUrl - the portal's public address, `backend.baseUrl`
 */
export function isLocalRequest(
  request: IncomingMessage,
  portalUrl: string,
): boolean {
  const { headers, socket } = request;
  const isForwarded =
    headers.forwarded !== undefined || headers['x-forwarded-for'] !== undefined;
  return (
    !isForwarded &&
    isLoopback(socket.remoteAddress) &&
    isLoopback(findHostName(`http://${headers.host}`)) &&
    isLoopback(findHostName(portalUrl))
  );
}

/** RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3, RFC 6761 section 6.3. */
export function isLoopback(host: string | undefined): boolean {
  return (
    host !== undefined &&
    (/^(::ffff:)?127(\.\d{1,3}){3}$/.test(host) ||
      /^\[?::1\]?$/.test(host) ||
      /^(.+\.)?localhost\.?$/i.test(host))
  );
}

function findHostName(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}
