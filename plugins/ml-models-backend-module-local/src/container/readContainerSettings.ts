import { isIP } from 'node:net';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { ContainerSettings } from './ContainerSettings';

/** What engines take for a size; https://docs.docker.com/engine/containers/resource_constraints */
const MEMORY = /^[1-9]\d*[kmg]$/;
/** A service in Python with its libraries takes some 300 MB. */
const DEFAULT_MEMORY = '1g';
/** Numerical libraries start a thread per processor, each of a pool. */
const DEFAULT_PIDS = 512;

const AT = 'mlModels.local';

/**
 * @param config - the section `mlModels.local`
 * @returns undefined where versions are to be processes
 * @throws InputError for a setting that cannot be meant
 */
export function readContainerSettings(
  config: Config | undefined,
): ContainerSettings | undefined {
  const isolation = config?.getOptionalString('isolation');
  const container = config?.getOptionalConfig('container');
  if (isolation === undefined && container) {
    throw new InputError(
      `${AT}.container is set, and ${AT}.isolation is not, so that versions would be processes: set it to container, or to process`,
    );
  }
  if (isolation === undefined || isolation === 'process') {
    return undefined;
  }
  if (isolation !== 'container') {
    throw new InputError(
      `${AT}.isolation is '${isolation}': expected process or container`,
    );
  }
  return {
    command: container?.getOptionalString('command') ?? 'docker',
    memory: readMemory(container),
    cpus: readPositive(container, 'cpus'),
    pids: readPositive(container, 'pids') ?? DEFAULT_PIDS,
    network: readNetwork(container),
    telemetryAddress: readTelemetryAddress(container),
  };
}

function readMemory(container: Config | undefined): string {
  const memory = container?.getOptionalString('memory') ?? DEFAULT_MEMORY;
  if (!MEMORY.test(memory)) {
    throw new InputError(
      `${AT}.container.memory is '${memory}': expected a whole number with k, m or g, such as 512m`,
    );
  }
  return memory;
}

function readPositive(
  container: Config | undefined,
  name: 'cpus' | 'pids',
): number | undefined {
  const value = container?.getOptionalNumber(name);
  const isWhole = name === 'pids';
  if (value !== undefined && (value <= 0 || (isWhole && value % 1 !== 0))) {
    throw new InputError(
      `${AT}.container.${name} is ${value}: expected a ${
        isWhole ? 'whole ' : ''
      }number above 0`,
    );
  }
  return value;
}

function readNetwork(container: Config | undefined): string | undefined {
  const network = container?.getOptionalString('network');
  if (network && /^(host|none|container:.*|ns:.*)$/.test(network)) {
    throw new InputError(
      `${AT}.container.network is '${network}': expected a network in which a container has ports of its own, as the gateway calls it at one; with host it would share those of this machine, and reach all that listens on its loopback`,
    );
  }
  return network;
}

function readTelemetryAddress(
  container: Config | undefined,
): string | undefined {
  const address = container?.getOptionalString('telemetryAddress');
  if (
    address &&
    (/^(127\.|0\.0\.0\.0$|::1?$|localhost$)/.test(address) ||
      (isIP(address) === 0 &&
        !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(address)))
  ) {
    throw new InputError(
      `${AT}.container.telemetryAddress is '${address}': expected what leads from a container to this machine, such as the address of the engine's bridge (docker: 172.17.0.1, podman: 10.88.0.1) or host.docker.internal, without a port`,
    );
  }
  return address;
}
