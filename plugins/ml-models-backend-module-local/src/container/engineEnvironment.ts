import { childEnvironment } from '../process/childEnvironment';

/** Where docker and podman find their engine, settings and registry logins. */
const PREFIXES = [
  'BUILDAH_',
  'BUILDKIT_',
  'CONTAINER_',
  'CONTAINERS_',
  'DOCKER_',
];
const NAMES = ['REGISTRY_AUTH_FILE', 'XDG_CONFIG_HOME', 'XDG_RUNTIME_DIR'];

/** What the engine's program sees of ours; nothing of it gets into a container. */
export function engineEnvironment(
  own: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const engine = Object.entries(own).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined &&
      (NAMES.includes(entry[0]) ||
        PREFIXES.some(prefix => entry[0].startsWith(prefix))),
  );
  return childEnvironment({
    from: own,
    network: true,
    variables: Object.fromEntries(engine),
  });
}
