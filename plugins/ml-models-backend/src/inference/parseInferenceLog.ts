import {
  TrafficKind,
  trafficKindSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { OtlpLog } from './otlp/OtlpLog';
import {
  bodyValue,
  findFlag,
  findInteger,
  findNumber,
  findText,
} from './otlp/logAttributes';
import { numberRows } from './numberRows';
import { outcomeOf } from './outcomeOf';
import { parseRecordKey } from './parseRecordKey';
import { Report } from './Report';
import { isRejection, Rejection, ReportedInference } from './ReportedInference';
import { splitRows } from './splitRows';

/** Identifiers and types; what senders use is below 100 characters. */
const NAME_LENGTH_MAX = 256;
/** As long a label as a version may have. */
const VERSION_LENGTH_MAX = 200;
/** A Kubernetes label's length, which is what environments are named by elsewhere. */
const ENVIRONMENT_LENGTH_MAX = 63;

/**
 * Reads a `noshelfware.inference` event: one LogRecord is one prediction, or a
 * batch of them where its inputs and outputs are lists of rows.
 */
export function parseInferenceLog(log: OtlpLog): Report | Rejection {
  const prediction = parsePrediction(log);
  if (isRejection(prediction)) {
    return prediction;
  }
  const rows = splitRows({
    inputs: bodyValue(log, 'inputs'),
    outputs: bodyValue(log, 'outputs'),
  });
  return isRejection(rows)
    ? rows
    : { inferences: numberRows(prediction, rows), feedback: [] };
}

/** All that the rows of a LogRecord have in common. */
function parsePrediction(
  log: OtlpLog,
): Omit<ReportedInference, 'inputs' | 'outputs'> | Rejection {
  const key = parseRecordKey(log);
  if (isRejection(key)) {
    return key;
  }
  const serviceVersion = findText(
    log.resource,
    'service.version',
    NAME_LENGTH_MAX,
  );
  if (!serviceVersion || serviceVersion.length > VERSION_LENGTH_MAX) {
    return {
      reason: `resource attribute service.version is missing or longer than ${VERSION_LENGTH_MAX} characters`,
    };
  }
  const environment =
    findText(log.resource, 'deployment.environment.name', NAME_LENGTH_MAX) ??
    findText(log.resource, 'deployment.environment', NAME_LENGTH_MAX);
  if (!environment || environment.length > ENVIRONMENT_LENGTH_MAX) {
    return {
      reason: `resource attribute deployment.environment.name is missing or longer than ${ENVIRONMENT_LENGTH_MAX} characters`,
    };
  }
  const traffic = findTraffic(log);
  if (!traffic) {
    return {
      reason: 'noshelfware.traffic is none of primary, canary and shadow',
    };
  }
  return {
    ...key,
    serviceVersion,
    environment,
    traffic,
    replay: findFlag(log.attributes, 'noshelfware.replay'),
    ...readOutcome(log),
    ...readOrigin(log),
  };
}

function findTraffic(log: OtlpLog): TrafficKind | undefined {
  const value = log.attributes.get('noshelfware.traffic') ?? 'primary';
  return trafficKindSchema.safeParse(value).data;
}

function readOutcome({ attributes }: OtlpLog) {
  const durationMs = findNumber(
    attributes,
    'noshelfware.inference.duration_ms',
  );
  return {
    durationMs:
      durationMs !== undefined && durationMs >= 0 ? durationMs : undefined,
    ...outcomeOf({
      statusCode: findInteger(attributes, 'http.response.status_code', {
        minimum: 100,
        maximum: 599,
      }),
      errorType: findText(attributes, 'error.type', NAME_LENGTH_MAX),
      exception: {
        type: findText(attributes, 'exception.type', NAME_LENGTH_MAX),
        message: findText(attributes, 'exception.message', Infinity),
        stacktrace: findText(attributes, 'exception.stacktrace', Infinity),
      },
    }),
  };
}

function readOrigin({ attributes, resource }: OtlpLog) {
  return {
    requestId: findText(attributes, 'noshelfware.request.id', NAME_LENGTH_MAX),
    gatewayId: findText(attributes, 'noshelfware.gateway.id', NAME_LENGTH_MAX),
    instanceId: findText(resource, 'service.instance.id', NAME_LENGTH_MAX),
    sequence: findInteger(attributes, 'noshelfware.inference.sequence', {
      minimum: 1,
      maximum: Number.MAX_SAFE_INTEGER,
    }),
  };
}
