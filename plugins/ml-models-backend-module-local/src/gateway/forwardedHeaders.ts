import { timingSafeEqual } from 'node:crypto';
import { IncomingHttpHeaders } from 'node:http';
import { TrafficRole } from './Upstream';

/** Ours alone: a service trusts what it reads there. */
const OWN_PREFIX = 'x-noshelfware-';

/** Belong to one connection (RFC 9110, 7.6.1); Node sets its own. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
  'expect',
]);

/** What one request carries to every version that sees it. */
export interface GatewayStamp {
  /** Pairs a shadow copy with the request it is a copy of. */
  gatewayId: string;
  /** Used when the caller sent no x-request-id. */
  requestId: string;
}

export interface ForwardedHeadersOptions {
  stamp: GatewayStamp;
  traffic: TrafficRole;
  /** Whoever presents it may set x-noshelfware-* headers, to replay the past. */
  replayToken: string;
}

/** @returns the headers that a service gets */
export function forwardedHeaders(
  incoming: IncomingHttpHeaders,
  options: ForwardedHeadersOptions,
): IncomingHttpHeaders {
  const { stamp, traffic, replayToken } = options;
  const replays = presents(incoming.authorization, replayToken);
  const kept = Object.entries(incoming).filter(
    ([name]) =>
      !HOP_BY_HOP.has(name) &&
      !(name === 'authorization' && replays) &&
      (replays || !name.startsWith(OWN_PREFIX)),
  );
  return {
    ...Object.fromEntries(kept),
    'x-request-id': incoming['x-request-id'] ?? stamp.requestId,
    'x-noshelfware-traffic': traffic,
    'x-noshelfware-gateway-id': stamp.gatewayId,
  };
}

/** Whether a request replays the past, by a caller who may. */
export function isReplay(
  incoming: IncomingHttpHeaders,
  replayToken: string,
): boolean {
  return (
    incoming['x-noshelfware-replay-at'] !== undefined &&
    presents(incoming.authorization, replayToken)
  );
}

/** @returns the headers that the caller gets */
export function answeredHeaders(
  incoming: IncomingHttpHeaders,
  version: number,
): IncomingHttpHeaders {
  const kept = Object.entries(incoming).filter(
    ([name]) => !HOP_BY_HOP.has(name) && !name.startsWith(OWN_PREFIX),
  );
  return {
    ...Object.fromEntries(kept),
    'x-noshelfware-version': `${version}`,
  };
}

function presents(authorization: string | undefined, token: string): boolean {
  const given = Buffer.from(authorization ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
