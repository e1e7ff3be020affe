import { parseEntityRef } from '@backstage/catalog-model';
import { PipelineFile } from '@noshelfware/backstage-plugin-ml-models-common';
import { ServableVersion } from '@noshelfware/backstage-plugin-ml-models-node';
import { ContainerImages } from '../container/ContainerImages';
import { DataDirectory } from '../dataDirectory';
import { ServiceLog, serviceLogFile } from '../supervisor/ServiceLog';
import {
  ContainerSpec,
  ProcessSpec,
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
import { unpackArtifact } from './unpackArtifact';

export interface PrepareServiceOptions {
  data: DataDirectory;
  environments: EnvironmentProvider;
  /** What versions are built into; undefined: they are processes. */
  containers?: { command: string; images: ContainerImages };
  readyTimeoutMs: number;
}

/**
 * Makes all ready that a version needs to run: its files and its environment, or
 * its image.
 */
export async function prepareService(
  version: ServableVersion,
  options: PrepareServiceOptions,
): Promise<ServiceSpec> {
  const { artifactUri, artifactDigest } = version;
  const hex = parseArtifactUri(artifactUri, artifactDigest);
  const route = routeOf(version);
  const common = {
    route,
    version: version.version,
    artifactDigest,
    resource: resourceOf(version),
    telemetryToken: version.telemetry?.token,
    readyTimeoutMs: options.readyTimeoutMs,
  };
  const log = new ServiceLog(serviceLogFile(options.data.services, common));
  return options.containers
    ? {
        ...common,
        container: await prepareContainer(hex, options.containers, log),
      }
    : { ...common, ...(await prepareProcess(hex, options, log)) };
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
  hex: string,
  { data, environments }: PrepareServiceOptions,
  log: ServiceLog,
): Promise<Pick<ProcessSpec, 'command' | 'folder' | 'variables'>> {
  const folder = await unpackArtifact(data, hex);
  const pipelineFile = await readPipelineFile(folder);
  const environment = await prepareEnvironment(pipelineFile, {
    folder,
    environments,
    log,
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
    log: ServiceLog;
  },
): Promise<PreparedEnvironment> {
  if (!environment) {
    return { variables: {} };
  }
  const { folder, environments, log } = options;
  const spec = {
    lockFile: lockFileIn(folder, environment.lock),
    python: environment.python,
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
