/** `/<environment>/<namespace>/<name>[/versions/<n>[-next]]<rest>` */
export interface GatewayPath {
  /** `<environment>/<namespace>/<name>` */
  route: string;
  /** Set when the caller asks for one version, whatever the split. */
  version?: number;
  /** Asks the instance that is to take over from the one that answers. */
  isNext: boolean;
  /** Path and query for the service; starts with `/`. */
  rest: string;
}

const PATTERN =
  /^\/([^/?]+\/[^/?]+\/[^/?]+)(?:\/versions\/([1-9]\d{0,8})(-next)?(?=[/?]|$))?(\/[^?]*)?(\?.*)?$/;

/** @returns undefined for a path that names no model */
export function parseGatewayPath(url: string): GatewayPath | undefined {
  const match = PATTERN.exec(url);
  if (!match) {
    return undefined;
  }
  const [, route, version, next, path = '/', query = ''] = match;
  return {
    route,
    version: version === undefined ? undefined : Number(version),
    isNext: next !== undefined,
    rest: `${path}${query}`,
  };
}
