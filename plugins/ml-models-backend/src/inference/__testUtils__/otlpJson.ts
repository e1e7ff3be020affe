import {
  anInferenceId,
  FLIGHT_DELAY,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';

type Plain = string | number | boolean | Plain[] | { [key: string]: Plain };

/** Values of resource and record of one log; absent ones by `undefined`. */
export interface ALog {
  eventName?: string;
  resource?: Record<string, Plain | undefined>;
  attributes?: Record<string, Plain | undefined>;
  body?: Plain;
}

/** An ExportLogsServiceRequest in OTLP/JSON, each log with a resource of its own. */
export function otlpJson(...logs: ALog[]): string {
  return JSON.stringify({
    resourceLogs: logs.map(log => ({
      resource: {
        attributes: keyValues({
          'service.version': 'v-one',
          'deployment.environment.name': 'production',
          'noshelfware.model': FLIGHT_DELAY,
          ...log.resource,
        }),
      },
      scopeLogs: [
        {
          logRecords: [
            {
              eventName: log.eventName ?? 'noshelfware.inference',
              attributes: keyValues({
                'noshelfware.inference.id': anInferenceId(NOON_MS),
                ...log.attributes,
              }),
              body: anyValue(
                log.body ?? {
                  inputs: { distance: 1400 },
                  outputs: { delayed: true },
                },
              ),
            },
          ],
        },
      ],
    })),
  });
}

function keyValues(values: Record<string, Plain | undefined>) {
  return Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : { key, value: anyValue(value) },
  );
}

function anyValue(value: Plain): object {
  switch (typeof value) {
    case 'string':
      return { stringValue: value };
    case 'boolean':
      return { boolValue: value };
    case 'number':
      return Number.isInteger(value)
        ? { intValue: String(value) }
        : { doubleValue: value };
    default:
      return Array.isArray(value)
        ? { arrayValue: { values: value.map(anyValue) } }
        : { kvlistValue: { values: keyValues(value) } };
  }
}
