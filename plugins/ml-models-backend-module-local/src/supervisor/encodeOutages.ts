import { makeGatewayId } from '../gateway/gatewayId';
import { Unanswered } from '../gateway/Unanswered';

/** Tells these records from those of a process. */
const INSTANCE_ID = 'gateway';

/** https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber */
const SEVERITY_ERROR = 17;

type Value = { stringValue: string } | { intValue: string };

/**
 * @param resource - of the service that should have answered
 * @returns an OTLP request, as JSON, of a record for each call
 */
export function encodeOutages(
  resource: Record<string, string>,
  calls: readonly Unanswered[],
) {
  return {
    resourceLogs: [
      {
        resource: {
          attributes: keyValues({
            ...resource,
            'service.instance.id': INSTANCE_ID,
          }),
        },
        scopeLogs: [
          {
            scope: { name: 'noshelfware-gateway' },
            logRecords: calls.map(toLogRecord),
          },
        ],
      },
    ],
  };
}

function toLogRecord(call: Unanswered) {
  const { takenMs, statusCode, error, message } = call;
  return {
    timeUnixNano: `${takenMs}000000`,
    eventName: 'noshelfware.inference',
    severityNumber: SEVERITY_ERROR,
    attributes: keyValues({
      'noshelfware.inference.id': makeGatewayId(takenMs),
      'noshelfware.traffic': call.traffic,
      'noshelfware.request.id': call.requestId,
      'noshelfware.gateway.id': call.gatewayId,
      'http.response.status_code': statusCode,
      'error.type': error,
      'exception.type': error,
      'exception.message': message,
    }),
  };
}

function keyValues(attributes: Record<string, string | number>) {
  return Object.entries(attributes).map(([key, value]) => ({
    key,
    value: anyValue(value),
  }));
}

function anyValue(value: string | number): Value {
  return typeof value === 'number'
    ? { intValue: `${value}` }
    : { stringValue: value };
}
