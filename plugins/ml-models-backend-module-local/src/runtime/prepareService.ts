import { parseEntityRef } from '@backstage/catalog-model';
import { PipelineFile } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  ServableVersion,
  VersionInstance,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { ContainerImages } from '../container/ContainerImages';
import { DataDirectory, instanceFolder, versionFolder } from '../dataDirectory';
import { ServiceLog, serviceLogFile } from '../supervisor/ServiceLog';
import {
  ContainerSpec,
  ProcessSpec,
  ReplacementSpec,
  ServiceSpec,
} from '../supervisor/supervisorProtocol';
import {
  EnvironmentProvider,
  PreparedEnvironment,
} from './EnvironmentProvider';
import { parseArtifactUri } from './parseArtifactUri';
import { lockFileIn, readPipelineFile } from './readPipelineFile';
import { routeOf } from './routeOf';
import { serviceVariables } from './serviceVariables';
import { assertArtifact, unpackArtifact } from './unpackArtifact';

export interface PrepareServiceOptions {
  data: DataDirectory;
  environments: EnvironmentProvider;
  /** What versions are built into; undefined: they are processes. */
  containers?: { command: string; images: ContainerImages };
  readyTimeoutMs: number;
}

/** What a spec says of how the service is run. */
type IsolatedSpec =
  | Pick<ContainerSpec, 'container'>
  | Pick<ProcessSpec, 'command' | 'folder' | 'variables'>;

/**
 * Makes all ready that a version needs to run: its files and its environment, or
 * its image.
 */
export async function prepareService(
  version: ServableVersion,
  options: PrepareServiceOptions,
): Promise<ServiceSpec> {
  return {
    ...describeVersion(version, options),
    ...(await prepareIsolated(version, options)),
  };
}

/**
 * As `prepareService`, with files of its own and an environment that was checked. An
 * image is used again: nothing changes one, and each container has files of its own.
 */
export async function prepareReplacement(
  version: ServableVersion & VersionInstance,
  options: PrepareServiceOptions,
): Promise<ReplacementSpec> {
  return {
    ...describeVersion(version, options),
    ...(await prepareIsolated(version, options)),
    instance: version.instance,
  };
}

function describeVersion(
  version: ServableVersion,
  { readyTimeoutMs }: PrepareServiceOptions,
) {
  return {
    route: routeOf(version),
    version: version.version,
    artifactDigest: version.artifactDigest,
    resource: resourceOf(version),
    telemetryToken: version.telemetry?.token,
    readyTimeoutMs,
  };
}

/** @param version - with an instance: one that is to replace */
async function prepareIsolated(
  version: ServableVersion & Partial<VersionInstance>,
  options: PrepareServiceOptions,
): Promise<IsolatedSpec> {
  const { data, containers } = options;
  const hex = parseArtifactUri(version.artifactUri, version.artifactDigest);
  const { instance } = version;
  const log = new ServiceLog(
    serviceLogFile(data.services, {
      route: routeOf(version),
      version: version.version,
      instance,
    }),
  );
  if (containers) {
    // An image outlives its artifact, but what is rebuilt is to come from that.
    if (instance !== undefined) {
      await assertArtifact(data, hex);
    }
    return { container: await prepareContainer(hex, containers, log) };
  }
  const folder =
    instance === undefined
      ? versionFolder(data, hex)
      : instanceFolder(data, { version: version.version, instance });
  return prepareProcess(await unpackArtifact(data, hex, folder), {
    ...options,
    isChecked: instance !== undefined,
    log,
  });
}

async function prepareContainer(
  hex: string,
  { command, images }: { command: string; images: ContainerImages },
  log: ServiceLog,
): Promise<ContainerSpec['container']> {
  const { name, user } = await images.prepare(hex, line => log.note(line));
  return { command, image: name, user };
}

async function prepareProcess(
  folder: string,
  options: {
    environments: EnvironmentProvider;
    isChecked: boolean;
    log: ServiceLog;
  },
): Promise<Pick<ProcessSpec, 'command' | 'folder' | 'variables'>> {
  const pipelineFile = await readPipelineFile(folder);
  const environment = await prepareEnvironment(pipelineFile, {
    ...options,
    folder,
  });
  return {
    command: pipelineFile.serve.run,
    folder,
    variables: serviceVariables(environment, process.env),
  };
}

async function prepareEnvironment(
  { environment }: PipelineFile,
  options: {
    folder: string;
    environments: EnvironmentProvider;
    isChecked: boolean;
    log: ServiceLog;
  },
): Promise<PreparedEnvironment> {
  if (!environment) {
    return { variables: {} };
  }
  const { folder, environments, isChecked, log } = options;
  const spec = {
    lockFile: lockFileIn(folder, environment.lock),
    python: environment.python,
    isChecked,
  };
  return environments.prepare(spec, line => log.note(line));
}

function resourceOf(version: ServableVersion): Record<string, string> {
  return {
    'service.name': parseEntityRef(version.modelRef).name,
    'service.version': `${version.version}`,
    'deployment.environment.name': version.environment,
    'noshelfware.model': version.modelRef,
  };
}
