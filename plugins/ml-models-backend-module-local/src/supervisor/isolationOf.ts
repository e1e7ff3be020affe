import { ContainerSettings } from '../container/ContainerSettings';
import { DataDirectory } from '../dataDirectory';
import { telemetryUrl } from '../gateway/relayTelemetry';
import { ContainerIsolation } from './ContainerIsolation';
import { ProcessIsolation } from './ProcessIsolation';
import { ServiceIsolation } from './ServiceIsolation';
import { ServiceLog } from './ServiceLog';
import { ContainerSpec, ServiceSpec } from './supervisorProtocol';

export interface IsolationOptions {
  data: DataDirectory;
  containers?: ContainerSettings;
  /** Port of the gateway, which relays what services report. */
  relayPort: () => number;
  /** Other files of the service lie beside. */
  logFile: string;
}

export function isContainer(spec: ServiceSpec): spec is ContainerSpec {
  return 'container' in spec;
}

/** @returns what runs a service as it was started */
export function isolationOf(
  spec: ServiceSpec,
  options: IsolationOptions,
): ServiceIsolation {
  const { data, containers, relayPort, logFile } = options;
  const beside = (extension: string) =>
    logFile.replace(/\.log$/, `.${extension}`);
  const common = {
    log: new ServiceLog(logFile),
    identityFile: beside('pid'),
  };
  const address = containers?.telemetryAddress;
  return isContainer(spec)
    ? new ContainerIsolation({
        ...common,
        spec,
        settings: containers,
        dataRoot: data.root,
        environmentFile: beside('env'),
        telemetryEndpoint: () => address && telemetryUrl(address, relayPort()),
      })
    : new ProcessIsolation({
        ...common,
        spec,
        telemetryEndpoint: () => telemetryUrl('127.0.0.1', relayPort()),
      });
}
