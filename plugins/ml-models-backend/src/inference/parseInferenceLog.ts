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
import { parseRecordKey } from './parseRecordKey';
import { Report } from './Report';
import {
  isRejection,
  Rejection,
  ReportedException,
  ReportedInference,
} from './ReportedInference';
import { splitRows } from './splitRows';

/** Identifiers and types; what senders use is below 100 characters. */
const NAME_LENGTH_MAX = 256;
/** As long a label as a version may have. */
const VERSION_LENGTH_MAX = 200;
/** A Kubernetes label's length, which is what environments are named by elsewhere. */
const ENVIRONMENT_LENGTH_MAX = 63;
/** 16,384 characters of a stack trace hold about 150 frames. */
const EXCEPTION_TEXT_LENGTH_MAX = 16_384;

const CLIENT_ERROR_STATUS = 400;

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

/** How it went: a status from 400 on, an error type or an exception is a failure. */
function readOutcome({ attributes }: OtlpLog) {
  const statusCode = findInteger(attributes, 'http.response.status_code', {
    minimum: 100,
    maximum: 599,
  });
  const exception = findException(attributes);
  const namedError =
    findText(attributes, 'error.type', NAME_LENGTH_MAX) ?? exception?.type;
  const failed =
    namedError !== undefined ||
    exception !== undefined ||
    (statusCode !== undefined && statusCode >= CLIENT_ERROR_STATUS);
  const durationMs = findNumber(
    attributes,
    'noshelfware.inference.duration_ms',
  );
  return {
    failed,
    statusCode,
    durationMs:
      durationMs !== undefined && durationMs >= 0 ? durationMs : undefined,
    errorType: failed
      ? namedError ?? (statusCode ? `HTTP ${statusCode}` : 'unknown')
      : undefined,
    exception,
  };
}

function findException(
  attributes: OtlpLog['attributes'],
): ReportedException | undefined {
  const exception = {
    type: findText(attributes, 'exception.type', NAME_LENGTH_MAX),
    message: findText(
      attributes,
      'exception.message',
      EXCEPTION_TEXT_LENGTH_MAX,
    ),
    stacktrace: findStacktrace(attributes),
  };
  return Object.values(exception).some(Boolean) ? exception : undefined;
}

/** Cut in the middle: the innermost frame is first in Node and last in Python. */
function findStacktrace(attributes: OtlpLog['attributes']): string | undefined {
  const text = findText(attributes, 'exception.stacktrace', Infinity);
  if (!text || text.length <= EXCEPTION_TEXT_LENGTH_MAX) {
    return text;
  }
  const half = EXCEPTION_TEXT_LENGTH_MAX / 2;
  return `${text.slice(0, half)}\n…\n${text.slice(-half)}`;
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
