/** `/<environment>/<namespace>/<name>[/versions/<n>]<rest>` */
export interface GatewayPath {
  /** `<environment>/<namespace>/<name>` */
  route: string;
  /** Set when the caller asks for one version, whatever the split. */
  version?: number;
  /** Path and query for the service; starts with `/`. */
  rest: string;
}

const PATTERN =
  /^\/([^/?]+\/[^/?]+\/[^/?]+)(?:\/versions\/([1-9]\d{0,8})(?=[/?]|$))?(\/[^?]*)?(\?.*)?$/;

/** @returns undefined for a path that names no model */
export function parseGatewayPath(url: string): GatewayPath | undefined {
  const match = PATTERN.exec(url);
  if (!match) {
    return undefined;
  }
  const [, route, version, path = '/', query = ''] = match;
  return {
    route,
    version: version === undefined ? undefined : Number(version),
    rest: `${path}${query}`,
  };
}
