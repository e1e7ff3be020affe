import {
  TrafficKind,
  trafficKindSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { findService, LoggingService } from './otlp/findService';
import { OtlpAttributes, OtlpLog } from './otlp/OtlpLog';
import {
  bodyValue,
  findFlag,
  findInteger,
  findNumber,
  findText,
} from './otlp/logAttributes';
import { numberRows } from './numberRows';
import { outcomeOf } from './outcomeOf';
import { KeyedRecord, parseRecordKey } from './parseRecordKey';
import { Report } from './Report';
import {
  isRejection,
  Rejection,
  ReportedFeedback,
  ReportedInference,
} from './ReportedInference';
import { splitRows } from './splitRows';

/** Identifiers and types; what senders use is below 100 characters. */
const NAME_LENGTH_MAX = 256;
/** As long a label as a version may have. */
const VERSION_LENGTH_MAX = 200;
/** A Kubernetes label's length, which is what environments are named by elsewhere. */
const ENVIRONMENT_LENGTH_MAX = 63;

const STATUS_CODES = { minimum: 100, maximum: 599 };
const SEQUENCES = { minimum: 1, maximum: Number.MAX_SAFE_INTEGER };

const NO_FEEDBACK: readonly ReportedFeedback[] = [];

/** All that the rows of a LogRecord have in common. */
type Prediction = Omit<ReportedInference, 'inputs' | 'outputs'>;

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
    : new Report(numberRows(prediction, rows), NO_FEEDBACK);
}

function parsePrediction(log: OtlpLog): Prediction | Rejection {
  const key = parseRecordKey(log);
  if (isRejection(key)) {
    return key;
  }
  const service = findService(log.resource);
  const { version, environment } = service;
  if (!version || version.length > VERSION_LENGTH_MAX) {
    return {
      reason: `resource attribute service.version is missing or longer than ${VERSION_LENGTH_MAX} characters`,
    };
  }
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
  return readPrediction(log.attributes, {
    key,
    service,
    version,
    environment,
    traffic,
  });
}

/** Names each field: to spread what others return takes ten times as long. */
function readPrediction(
  attributes: OtlpAttributes,
  facts: {
    key: KeyedRecord;
    service: LoggingService;
    version: string;
    environment: string;
    traffic: TrafficKind;
  },
): Prediction {
  const { key } = facts;
  const outcome = readOutcome(attributes);
  return {
    modelRef: key.modelRef,
    inferenceId: key.inferenceId,
    row: key.row,
    timeMs: key.timeMs,
    serviceVersion: facts.version,
    environment: facts.environment,
    traffic: facts.traffic,
    replay: findFlag(attributes, 'noshelfware.replay'),
    failed: outcome.failed,
    statusCode: outcome.statusCode,
    durationMs: findDuration(attributes),
    errorType: outcome.errorType,
    exception: outcome.exception,
    requestId: findText(attributes, 'noshelfware.request.id', NAME_LENGTH_MAX),
    gatewayId: findText(attributes, 'noshelfware.gateway.id', NAME_LENGTH_MAX),
    instanceId: facts.service.instanceId,
    sequence: findInteger(
      attributes,
      'noshelfware.inference.sequence',
      SEQUENCES,
    ),
    imported: undefined,
  } satisfies Record<keyof Prediction, unknown>;
}

function findTraffic(log: OtlpLog): TrafficKind | undefined {
  const value = log.attributes.get('noshelfware.traffic') ?? 'primary';
  return trafficKindSchema.options.find(kind => kind === value);
}

function findDuration(attributes: OtlpAttributes): number | undefined {
  const durationMs = findNumber(
    attributes,
    'noshelfware.inference.duration_ms',
  );
  return durationMs !== undefined && durationMs >= 0 ? durationMs : undefined;
}

function readOutcome(attributes: OtlpAttributes) {
  return outcomeOf({
    statusCode: findInteger(
      attributes,
      'http.response.status_code',
      STATUS_CODES,
    ),
    errorType: findText(attributes, 'error.type', NAME_LENGTH_MAX),
    exception: {
      type: findText(attributes, 'exception.type', NAME_LENGTH_MAX),
      message: findText(attributes, 'exception.message', Infinity),
      stacktrace: findText(attributes, 'exception.stacktrace', Infinity),
    },
  });
}
