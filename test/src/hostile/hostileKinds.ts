import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { deflateSync, gzipSync } from 'node:zlib';
import { anInferenceId } from '../ingest/LogBatch';
import {
  HostilePayload,
  HostileTarget,
  importsPath,
  JSON_TYPE,
  LOGS_PATH,
  NDJSON,
  PROTOBUF,
  recordsPath,
} from './HostilePayload';
import { hostileLogsArbitrary } from './hostileProtobuf';
import { hostileTextArbitrary, hostileValueArbitrary } from './hostileValues';

type Kind = (
  target: HostileTarget,
) => fc.Arbitrary<Omit<HostilePayload, 'kind'>>;

const bytesArbitrary = fc
  .uint8Array({ maxLength: 2_000 })
  .map(bytes => Buffer.from(bytes));

/** Some of its bytes replaced, and its end torn off. */
function mutated(honest: Buffer): fc.Arbitrary<Buffer> {
  return fc
    .record({
      changes: fc.array(fc.tuple(fc.nat(honest.length - 1), fc.nat(255)), {
        maxLength: 8,
      }),
      length: fc.oneof(fc.constant(honest.length), fc.nat(honest.length)),
    })
    .map(({ changes, length }) => {
      const copy = Buffer.from(honest);
      changes.forEach(([at, byte]) => copy.writeUInt8(byte, at));
      return copy.subarray(0, length);
    });
}

/** OTLP/JSON of one record, with values of which any may be hostile. */
function otlpRecord(modelRef: string, values: Record<string, unknown>): object {
  const attribute = (key: string, value: unknown) => ({ key, value });
  return {
    resourceLogs: [
      {
        resource: {
          attributes: [
            attribute('service.version', values.version),
            attribute('deployment.environment.name', {
              stringValue: 'production',
            }),
          ],
        },
        scopeLogs: [
          {
            logRecords: [
              {
                timeUnixNano: values.time,
                eventName: values.event,
                attributes: [
                  attribute('noshelfware.model', { stringValue: modelRef }),
                  attribute('noshelfware.inference.id', {
                    stringValue: anInferenceId(Date.now()),
                  }),
                  attribute('noshelfware.inference.row', values.row),
                  attribute('noshelfware.inference.sequence', values.sequence),
                  attribute('noshelfware.inference.duration_ms', values.row),
                  attribute('error.type', values.errorType),
                  attribute('exception.stacktrace', values.errorType),
                ],
                body: {
                  kvlistValue: {
                    values: [
                      attribute('inputs', values.inputs),
                      attribute('outputs', values.outputs),
                      attribute('target', values.inputs),
                      attribute('observedAt', values.sequence),
                    ],
                  },
                },
              },
            ],
          },
        ],
      },
    ],
  };
}

/** Any JSON as an AnyValue of OTLP/JSON, mostly of the right type. */
const anyValueArbitrary: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 1, arbitrary: hostileValueArbitrary },
  { weight: 19, arbitrary: hostileValueArbitrary.map(toAnyValue) },
);

function toAnyValue(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
      return { stringValue: value };
    case 'number':
      return { doubleValue: value };
    case 'boolean':
      return { boolValue: value };
    default:
      return Array.isArray(value)
        ? { arrayValue: { values: value.map(toAnyValue) } }
        : {
            kvlistValue: {
              values: Object.entries(value ?? {}).map(([key, each]) => ({
                key,
                value: toAnyValue(each),
              })),
            },
          };
  }
}

/** Every kind of hostility, by name. */
export const HOSTILE_KINDS: Record<string, Kind> = {
  'mutated protobuf': ({ logs }) =>
    mutated(logs).map(body => ({ path: LOGS_PATH, headers: PROTOBUF, body })),
  'mutated and packed protobuf': ({ logs }) =>
    fc
      .tuple(mutated(logs), fc.constantFrom('gzip', 'deflate'))
      .map(([body, encoding]) => ({
        path: LOGS_PATH,
        headers: { ...PROTOBUF, 'content-encoding': encoding },
        body: encoding === 'gzip' ? gzipSync(body) : deflateSync(body),
      })),
  'torn packing': ({ logs }) =>
    mutated(gzipSync(logs)).map(body => ({
      path: LOGS_PATH,
      headers: { ...PROTOBUF, 'content-encoding': 'gzip' },
      body,
    })),
  'any bytes': ({ modelRef }) =>
    fc
      .tuple(
        bytesArbitrary,
        fc.constantFrom(PROTOBUF, JSON_TYPE, NDJSON),
        fc.constantFrom(LOGS_PATH, recordsPath(modelRef)),
      )
      .map(([body, headers, path]) => ({ path, headers, body })),
  'hostile values in protobuf': ({ modelRef }) =>
    hostileLogsArbitrary(modelRef).map(body => ({
      path: LOGS_PATH,
      headers: PROTOBUF,
      body,
    })),
  'hostile values in OTLP/JSON': ({ modelRef }) =>
    fc
      .record({
        version: fc.oneof(fc.constant({ stringValue: '1' }), anyValueArbitrary),
        time: fc.oneof(
          { weight: 9, arbitrary: fc.constantFrom('1', 9e300, '9e999', -1) },
          { weight: 1, arbitrary: hostileValueArbitrary },
        ),
        event: fc.constantFrom(
          'noshelfware.inference',
          'noshelfware.feedback',
          null,
        ),
        row: anyValueArbitrary,
        sequence: anyValueArbitrary,
        errorType: anyValueArbitrary,
        inputs: anyValueArbitrary,
        outputs: anyValueArbitrary,
      })
      .map(values => ({
        path: LOGS_PATH,
        headers: JSON_TYPE,
        body: Buffer.from(JSON.stringify(otlpRecord(modelRef, values))),
      })),
  'hostile values in plain JSON': ({ modelRef }) =>
    fc
      .record(
        {
          id: fc.constantFrom(randomUUID(), anInferenceId(Date.now())),
          time: fc.oneof(fc.constant(Date.now()), hostileValueArbitrary),
          inputs: hostileValueArbitrary,
          outputs: hostileValueArbitrary,
          target: hostileValueArbitrary,
          errorType: hostileTextArbitrary,
          exception: fc.record({
            message: hostileTextArbitrary,
            stacktrace: hostileTextArbitrary,
          }),
          requestId: hostileTextArbitrary,
          observedAt: hostileValueArbitrary,
        },
        { requiredKeys: [] },
      )
      .map(record => ({
        path: recordsPath(modelRef),
        headers: JSON_TYPE,
        body: Buffer.from(JSON.stringify([record, { inputs: record.inputs }])),
      })),
  'lines of any JSON': ({ modelRef }) =>
    fc.array(fc.oneof(fc.json(), hostileTextArbitrary)).map(lines => ({
      path: recordsPath(modelRef),
      headers: NDJSON,
      body: Buffer.from(lines.join('\n')),
    })),
  'deep nesting': ({ modelRef }) =>
    fc
      .tuple(fc.integer({ min: 10, max: 50_000 }), fc.boolean())
      .map(([depth, isPlain]) => {
        const [open, close] = isPlain
          ? ['{"a":', '}']
          : ['{"arrayValue":{"values":[', ']}}'];
        const deep = `${open.repeat(depth)}1${close.repeat(depth)}`;
        return {
          path: isPlain ? recordsPath(modelRef) : LOGS_PATH,
          headers: JSON_TYPE,
          body: Buffer.from(
            isPlain
              ? `{"inputs":${deep}}`
              : `{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":${deep}}]}]}]}`,
          ),
        };
      }),
  'deep protobuf groups': () =>
    fc
      .tuple(fc.integer({ min: 10, max: 100_000 }), fc.constantFrom(0x0b, 0x0a))
      .map(([depth, tag]) => ({
        path: LOGS_PATH,
        headers: PROTOBUF,
        body: Buffer.alloc(depth, tag),
      })),
  'hostile headers': ({ logs }) =>
    fc
      .tuple(
        fc.constantFrom(
          'gzip, gzip',
          'br',
          'identity;q=0',
          '__proto__',
          'constructor',
          'x'.repeat(1_000),
        ),
        fc.constantFrom(
          'application/x-protobuf',
          'application/json;charset=utf-7',
          '__proto__',
          'multipart/form-data',
        ),
      )
      .map(([encoding, type]) => ({
        path: LOGS_PATH,
        headers: { 'content-encoding': encoding, 'content-type': type },
        body: logs,
      })),
  'mutated Parquet': ({ modelRef, parquet }) =>
    mutated(parquet).map(body => ({
      path: importsPath(modelRef, 'table'),
      headers: { 'content-type': 'application/vnd.apache.parquet' },
      body,
    })),
  'any CSV': ({ modelRef }) =>
    fc.array(fc.array(hostileTextArbitrary, { maxLength: 4 })).map(rows => ({
      path: importsPath(modelRef, 'table'),
      headers: { 'content-type': 'text/csv' },
      body: Buffer.from(
        `flight,predicted_at,a\n${rows.map(row => row.join(',')).join('\n')}`,
      ),
    })),
  'logs of elsewhere with any JSON in them': ({ modelRef }) =>
    fc
      .tuple(
        fc.array(fc.oneof(fc.json(), hostileTextArbitrary), { maxLength: 20 }),
        fc.constantFrom('sagemaker', 'kserve', 'databricks', 'records'),
      )
      .map(([lines, format]) => ({
        path: importsPath(modelRef, format),
        headers: NDJSON,
        body: Buffer.from(lines.join('\n')),
      })),
};

const MEBIBYTE = 1024 * 1024;

/** What unfolds to a thousand times its size; sent now and then, it is slow to make. */
export const HOSTILE_GIANTS: Record<string, Kind> = {
  'a bomb of zeros': () =>
    once(() => ({
      path: LOGS_PATH,
      headers: { ...PROTOBUF, 'content-encoding': 'gzip' },
      body: gzipSync(Buffer.alloc(400 * MEBIBYTE)),
    })),
  'a bomb of empty objects': ({ modelRef }) =>
    once(() => ({
      path: recordsPath(modelRef),
      headers: { ...JSON_TYPE, 'content-encoding': 'gzip' },
      body: gzipSync(`[${'{},'.repeat(20 * MEBIBYTE)}{}]`),
    })),
  'a bomb of empty records': () =>
    once(() => ({
      path: LOGS_PATH,
      headers: { ...PROTOBUF, 'content-encoding': 'gzip' },
      // resource_logs, and in it nothing, thirty million times
      body: gzipSync(Buffer.alloc(60 * MEBIBYTE, Buffer.from([10, 0]))),
    })),
  'a giant text': ({ modelRef }) =>
    once(() => ({
      path: recordsPath(modelRef),
      headers: JSON_TYPE,
      body: Buffer.from(
        JSON.stringify({ inputs: { text: 'x'.repeat(7 * MEBIBYTE) } }),
      ),
    })),
  'a giant name': ({ modelRef }) =>
    once(() => ({
      path: recordsPath(modelRef),
      headers: JSON_TYPE,
      body: Buffer.from(
        JSON.stringify({ inputs: { ['x'.repeat(MEBIBYTE)]: 1 } }),
      ),
    })),
  'very many names': ({ modelRef }) =>
    once(() => ({
      path: recordsPath(modelRef),
      headers: JSON_TYPE,
      body: Buffer.from(
        JSON.stringify({
          inputs: Object.fromEntries(
            Array.from({ length: 100_000 }, (_, at) => [`name ${at}`, at]),
          ),
        }),
      ),
    })),
  'a giant line of CSV': ({ modelRef }) =>
    once(() => ({
      path: importsPath(modelRef, 'table'),
      headers: { 'content-type': 'text/csv', 'content-encoding': 'gzip' },
      body: gzipSync(`flight,predicted_at\n"${'x'.repeat(64 * MEBIBYTE)}`),
    })),
};

/** Made when it is first wanted, and always the same. */
function once<Value>(make: () => Value): fc.Arbitrary<Value> {
  let made: Value | undefined;
  return fc.constant(undefined).map(() => {
    made ??= make();
    return made;
  });
}
