import { ProtobufLogsSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  LoggerProvider,
  LogRecordProcessor,
  ReadableLogRecord,
} from '@opentelemetry/sdk-logs';
import { randomBytes } from 'node:crypto';
import { aFlight } from './aFlight';
import { IngestTarget } from './prepareModel';

const ID_LENGTH = 36;

/** What each n-th record reports; default: a prediction that went well. */
export interface LogBatchOptions {
  target: IngestTarget;
  records: number;
  /** Of the first record: batches with other numbers have other contents. */
  first?: number;
}

/**
 * An OTLP request as OpenTelemetry's own SDK encodes it, in which the ids of the
 * records can be replaced: the same request with other records in it.
 */
export class LogBatch {
  private constructor(
    private readonly encoded: Buffer,
    private readonly idOffsets: readonly number[],
  ) {}

  static encode({ target, records, first = 0 }: LogBatchOptions): LogBatch {
    const ids = Array.from({ length: records }, () => anInferenceId(0));
    const encoded = encodeInferences(target, ids, first);
    return new LogBatch(
      encoded,
      ids.map(id => encoded.indexOf(id, 0, 'latin1')),
    );
  }

  /** @returns a copy whose records have these ids */
  withIds(ids: readonly string[]): Buffer {
    const copy = Buffer.from(this.encoded);
    this.idOffsets.forEach((offset, index) =>
      copy.write(ids[index], offset, ID_LENGTH, 'latin1'),
    );
    return copy;
  }

  /** @returns ids as many as there are records, all of this instant */
  newIds(timeMs: number): string[] {
    return this.idOffsets.map(() => anInferenceId(timeMs));
  }
}

/** A UUIDv7: RFC 9562, section 5.7. */
function anInferenceId(timeMs: number): string {
  const time = timeMs.toString(16).padStart(12, '0');
  const random = randomBytes(10).toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(
    0,
    3,
  )}-8${random.slice(3, 6)}-${random.slice(6, 18)}`;
}

function encodeInferences(
  target: IngestTarget,
  ids: readonly string[],
  first: number,
): Buffer {
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
    }),
    processors: [collect],
  }).getLogger('serving');
  ids.forEach((id, index) => {
    const flight = aFlight(first + index);
    logger.emit({
      eventName: 'noshelfware.inference',
      attributes: {
        'noshelfware.model': target.modelRef,
        'noshelfware.inference.id': id,
        'noshelfware.inference.row': 0,
        'noshelfware.inference.duration_ms': 4 + ((first + index) % 40) / 8,
        'noshelfware.traffic': 'primary',
        'noshelfware.request.id': `request-${first + index}`,
        'http.response.status_code': 200,
      },
      body: { ...flight },
    });
  });
  const encoded = ProtobufLogsSerializer.serializeRequest(emitted);
  if (!encoded) {
    throw new Error('The records could not be encoded');
  }
  return Buffer.from(encoded);
}
