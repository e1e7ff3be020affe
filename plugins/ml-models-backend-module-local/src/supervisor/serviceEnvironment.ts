import { ServiceSpec } from './supervisorProtocol';

export interface ServiceEnvironmentOptions {
  /** What it sees beside. */
  variables: Record<string, string>;
  /** Address to listen on. */
  host: string;
  port: number;
  /** New for every process, because its record numbers start again at 1. */
  instanceId: string;
  /** Base URL of OTLP/HTTP; undefined: it has no way to report. */
  telemetryEndpoint: string | undefined;
}

/** All that a service gets to see; nothing is inherited. */
export function serviceEnvironment(
  spec: Pick<ServiceSpec, 'resource' | 'telemetryToken'>,
  options: ServiceEnvironmentOptions,
): Record<string, string> {
  return {
    ...options.variables,
    PORT: `${options.port}`,
    HOST: options.host,
    OTEL_RESOURCE_ATTRIBUTES: encodeAttributes({
      ...spec.resource,
      'service.instance.id': options.instanceId,
    }),
    ...(spec.telemetryToken &&
      options.telemetryEndpoint && {
        OTEL_EXPORTER_OTLP_ENDPOINT: options.telemetryEndpoint,
        OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${spec.telemetryToken}`,
      }),
  };
}

/**
 * Percent-encodes what W3C Baggage does not allow in a value, and `=`, as
 * OpenTelemetry's resource SDK specification demands.
 */
function encodeAttributes(attributes: Record<string, string>): string {
  return Object.entries(attributes)
    .map(([key, value]) => `${key}=${encodeValue(value)}`)
    .join(',');
}

function encodeValue(value: string): string {
  return value.replace(
    /[^\w.~!#$&'()*+\-/:<>?@[\]^`{|}]/gu,
    encodeURIComponent,
  );
}
