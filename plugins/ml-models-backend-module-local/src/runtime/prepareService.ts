import { parseEntityRef } from '@backstage/catalog-model';
import { PipelineFile } from '@noshelfware/backstage-plugin-ml-models-common';
import { ServableVersion } from '@noshelfware/backstage-plugin-ml-models-node';
import { DataDirectory } from '../dataDirectory';
import { ServiceLog, serviceLogFile } from '../supervisor/ServiceLog';
import { ServiceSpec } from '../supervisor/supervisorProtocol';
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
  readyTimeoutMs: number;
}

/** Makes all ready that a version needs to run: its files and its environment. */
export async function prepareService(
  version: ServableVersion,
  options: PrepareServiceOptions,
): Promise<ServiceSpec> {
  const { data, environments, readyTimeoutMs } = options;
  const { artifactUri, artifactDigest } = version;
  const hex = parseArtifactUri(artifactUri, artifactDigest);
  const folder = await unpackArtifact(data, hex);
  const pipelineFile = await readPipelineFile(folder);
  const route = routeOf(version);
  const logFile = serviceLogFile(data.services, {
    route,
    version: version.version,
  });
  const environment = await prepareEnvironment(pipelineFile, {
    folder,
    environments,
    log: new ServiceLog(logFile),
  });
  return {
    route,
    version: version.version,
    artifactDigest,
    command: pipelineFile.serve.run,
    folder,
    variables: serviceVariables(environment, process.env),
    resource: resourceOf(version),
    telemetryToken: version.telemetry?.token,
    readyTimeoutMs,
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
