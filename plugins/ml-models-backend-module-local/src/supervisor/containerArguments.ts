import { ContainerSettings } from '../container/ContainerSettings';
import { labelArguments, LABELS } from '../container/containerLabels';
import { ContainerSpec } from './supervisorProtocol';

/** Where a service listens within its container, unlike all others to nobody's harm. */
export const PORT_INSIDE = 8080;

/** Nothing else can be written to; it counts as memory of the container. */
const TEMPORARY_FOLDER = '/tmp:rw,nosuid,nodev,mode=1777,size=256m';

export interface ContainerArgumentsOptions {
  spec: ContainerSpec;
  settings: ContainerSettings;
  name: string;
  dataRoot: string;
  /** What the service sees; a file, because arguments are for everybody to read. */
  environmentFile: string;
  /** Of 127.0.0.1. */
  port: number;
}

/**
 * Arguments of `docker run` and `podman run`, in the foreground: the program prints
 * what the service prints, and ends with it. The engine keeps no log of its own,
 * which would grow without bounds, and starts nothing again: the supervisor does.
 */
export function containerArguments(
  options: ContainerArgumentsOptions,
): string[] {
  const { spec, settings, name, dataRoot, environmentFile, port } = options;
  const { image, user } = spec.container;
  return [
    'run',
    ...['--name', name],
    ...labelArguments({
      [LABELS.data]: dataRoot,
      [LABELS.model]: spec.resource['noshelfware.model'] ?? '',
      [LABELS.environment]: spec.resource['deployment.environment.name'] ?? '',
      [LABELS.version]: `${spec.version}`,
      ...(spec.instance && { [LABELS.instance]: spec.instance }),
      [LABELS.artifact]: spec.artifactDigest,
      [LABELS.port]: `${port}`,
    }),
    ...['--pull', 'never'],
    ...['--restart', 'no'],
    ...['--log-driver', 'none'],
    '--no-healthcheck',
    ...['--env-file', environmentFile],
    ...['--publish', `127.0.0.1:${port}:${PORT_INSIDE}`],
    '--read-only',
    ...['--tmpfs', TEMPORARY_FOLDER],
    ...['--cap-drop', 'ALL'],
    ...['--security-opt', 'no-new-privileges'],
    ...['--memory', settings.memory],
    ...['--pids-limit', `${settings.pids}`],
    ...optional('--cpus', settings.cpus),
    ...optional('--network', settings.network),
    ...optional('--user', user),
    image,
  ];
}

function optional(flag: string, value: string | number | undefined): string[] {
  return value === undefined ? [] : [flag, `${value}`];
}
