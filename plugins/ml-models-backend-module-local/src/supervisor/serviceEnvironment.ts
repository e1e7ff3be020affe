import { ServiceSpec } from './supervisorProtocol';

export interface ServiceEnvironmentOptions {
  port: number;
  /** New for every process, because its record numbers start again at 1. */
  instanceId: string;
  /** Base URL of OTLP/HTTP. */
  telemetryEndpoint: string;
}

/** All that a service gets to see; nothing is inherited. */
export function serviceEnvironment(
  spec: ServiceSpec,
  options: ServiceEnvironmentOptions,
): Record<string, string> {
  return {
    ...spec.variables,
    PORT: `${options.port}`,
    HOST: '127.0.0.1',
    OTEL_RESOURCE_ATTRIBUTES: encodeAttributes({
      ...spec.resource,
      'service.instance.id': options.instanceId,
    }),
    ...(spec.telemetryToken && {
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
