import { ProtobufLogsSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  LoggerProvider,
  LogRecordProcessor,
  ReadableLogRecord,
} from '@opentelemetry/sdk-logs';
import { randomBytes } from 'node:crypto';
import { aFlight, anOutcome } from './aFlight';
import { IngestTarget } from './prepareModel';

const ID_LENGTH = 36;

const SUCCESS = { 'http.response.status_code': 200 };
const FAILURES = [
  {
    'http.response.status_code': 500,
    'exception.type': 'ValueError',
    'exception.message': 'distance is negative',
  },
  {
    'http.response.status_code': 503,
    'exception.type': 'TimeoutError',
    'exception.message': 'the weather took too long',
  },
  {
    'http.response.status_code': 422,
    'exception.type': 'ValidationError',
    'exception.message': 'carrier is missing',
  },
];

export interface LogBatchOptions {
  target: IngestTarget;
  records: number;
  /** Every n-th prediction fails; default: none. */
  failEvery?: number;
  /** The outcome of every n-th one is reported in the same request; default: none. */
  feedbackEvery?: number;
  /** Which flight the first record is of; default: the first. */
  firstFlight?: number;
}

interface IdPlace {
  /** Which record the id is of. */
  record: number;
  /** In the encoded request. */
  offset: number;
}

/**
 * An OTLP request as OpenTelemetry's own SDK encodes it, in which the ids of the
 * records can be replaced: the same request with other records in it.
 */
export class LogBatch {
  private constructor(
    private readonly encoded: Buffer,
    private readonly options: LogBatchOptions,
    private readonly places: readonly IdPlace[],
  ) {}

  static encode(options: LogBatchOptions): LogBatch {
    const { records } = options;
    const ids = Array.from({ length: records }, () => anInferenceId(0));
    const encoded = encodeLogs(options, ids);
    const places = ids.flatMap((id, record) =>
      offsetsOf(encoded, id).map(offset => ({ record, offset })),
    );
    return new LogBatch(encoded, options, places);
  }

  /** @returns a copy whose records have these ids */
  withIds(ids: readonly string[]): Buffer {
    const copy = Buffer.from(this.encoded);
    for (const { record, offset } of this.places) {
      copy.write(ids[record], offset, ID_LENGTH, 'latin1');
    }
    return copy;
  }

  /** @returns ids as many as there are records, all of this instant */
  newIds(timeMs: number): string[] {
    return Array.from({ length: this.options.records }, () =>
      anInferenceId(timeMs),
    );
  }

  /** @returns the outcome that the request reports of a record; undefined: none */
  outcomeOf(record: number): { delayed: boolean } | undefined {
    const { firstFlight = 0 } = this.options;
    return findOutcome(this.options, firstFlight + record);
  }
}

/** A UUIDv7: RFC 9562, section 5.7. */
export function anInferenceId(timeMs: number): string {
  const time = timeMs.toString(16).padStart(12, '0');
  const random = randomBytes(10).toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(
    0,
    3,
  )}-8${random.slice(3, 6)}-${random.slice(6, 18)}`;
}

function offsetsOf(encoded: Buffer, id: string): number[] {
  const offsets: number[] = [];
  for (
    let offset = encoded.indexOf(id, 0, 'latin1');
    offset >= 0;
    offset = encoded.indexOf(id, offset + ID_LENGTH, 'latin1')
  ) {
    offsets.push(offset);
  }
  return offsets;
}

function findOutcome(
  { feedbackEvery = Infinity }: LogBatchOptions,
  flight: number,
): { delayed: boolean } | undefined {
  return flight % feedbackEvery === feedbackEvery - 1
    ? anOutcome(flight)
    : undefined;
}

function findFailure(
  { failEvery = Infinity }: LogBatchOptions,
  flight: number,
) {
  return flight % failEvery === failEvery - 1
    ? FAILURES[Math.floor(flight / failEvery) % FAILURES.length]
    : undefined;
}

function encodeLogs(options: LogBatchOptions, ids: readonly string[]): Buffer {
  const { target, firstFlight = 0 } = options;
  const emitted: ReadableLogRecord[] = [];
  const collect: LogRecordProcessor = {
    onEmit: record => emitted.push(record),
    forceFlush: async () => {},
    shutdown: async () => {},
  };
  const logger = new LoggerProvider({
    resource: resourceFromAttributes({
      'service.name': target.params.name,
      'service.version': String(target.version),
      'service.instance.id': 'instance-1',
      'deployment.environment.name': 'production',
      'noshelfware.model': target.modelRef,
    }),
    processors: [collect],
  }).getLogger('serving');
  ids.forEach((id, record) => {
    const flight = firstFlight + record;
    const failure = findFailure(options, flight);
    const outcome = findOutcome(options, flight);
    const { inputs, outputs } = aFlight(flight);
    logger.emit({
      eventName: 'noshelfware.inference',
      attributes: {
        'noshelfware.inference.id': id,
        'noshelfware.inference.row': 0,
        'noshelfware.inference.duration_ms': 4 + (flight % 40) / 8,
        'noshelfware.traffic': 'primary',
        'noshelfware.request.id': `request-${flight}`,
        ...(failure ?? SUCCESS),
      },
      body: failure ? { inputs } : { inputs, outputs },
    });
    if (outcome) {
      logger.emit({
        eventName: 'noshelfware.feedback',
        attributes: { 'noshelfware.inference.id': id },
        body: { target: outcome },
      });
    }
  });
  const encoded = ProtobufLogsSerializer.serializeRequest(emitted);
  if (!encoded) {
    throw new Error('The records could not be encoded');
  }
  return Buffer.from(encoded);
}
