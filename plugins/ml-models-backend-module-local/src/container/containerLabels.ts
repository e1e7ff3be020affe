import { createHash } from 'node:crypto';

/** Reverse DNS of the project, as Docker's guidelines for labels ask. */
const NAMESPACE = 'io.noshelfware';

/** What is on our containers and images, for people and for us. */
export const LABELS = {
  /** Path of the data directory: whose it is, where several portals share an engine. */
  data: `${NAMESPACE}.data`,
  model: `${NAMESPACE}.model`,
  environment: `${NAMESPACE}.environment`,
  version: `${NAMESPACE}.version`,
  /** Of a version that was rebuilt: which instance; absent on the first one. */
  instance: `${NAMESPACE}.instance`,
  /** `sha256:<hex>` */
  artifact: `${NAMESPACE}.artifact`,
  /** Of 127.0.0.1, where its service is reached. */
  port: `${NAMESPACE}.port`,
};

/** @returns arguments of `run` and `build` */
export function labelArguments(labels: Record<string, string>): string[] {
  return Object.entries(labels).flatMap(([name, value]) => [
    '--label',
    `${name}=${value}`,
  ]);
}

/**
 * The one name that the container of a version's instance can have: the engine gives
 * it to no second one, so that two never are the same instance.
 */
export function containerName(
  dataRoot: string,
  service: { route: string; version: number; instance?: string },
): string {
  const { route, version, instance } = service;
  const first = `${route}/${version}`;
  const key = instance === undefined ? first : `${first}/${instance}`;
  return `noshelfware-${digestOf(dataRoot)}-${digestOf(key)}`;
}

/** @returns the repository of the images that are built from a data directory's artifacts */
export function imageRepository(dataRoot: string): string {
  return `localhost/noshelfware-${digestOf(dataRoot)}`;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
