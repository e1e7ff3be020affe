import fc from 'fast-check';
import { anInferenceId } from '../ingest/LogBatch';
import { hostileTextArbitrary } from './hostileValues';
import { bytesField, doubleField, fixed64Field, varintField } from './protobuf';

/** Fields of AnyValue and KeyValue: opentelemetry/proto/common/v1/common.proto. */
const TEXT = 1;
const BOOL = 2;
const INT = 3;
const DOUBLE = 4;
const ARRAY = 5;
const MAP = 6;
const BYTES = 7;
const KEY = 1;
const VALUE = 2;
/** Of the lists within. */
const VALUES = 1;

const INT64_MAX = 2n ** 63n - 1n;

/** Bytes that are no UTF-8: torn, overlong, a lone surrogate, beyond Unicode. */
const NO_UTF8 = ['ff', 'c3', 'c0af', 'eda080', 'f4908080', '61edb08062'].map(
  hex => Buffer.from(hex, 'hex'),
);

const textArbitrary: fc.Arbitrary<Buffer> = fc.oneof(
  hostileTextArbitrary.map(text => Buffer.from(text)),
  fc.constantFrom(...NO_UTF8),
);

const scalarArbitrary: fc.Arbitrary<Buffer> = fc.oneof(
  textArbitrary.map(text => bytesField(TEXT, text)),
  fc
    .oneof(
      fc.constantFrom(NaN, Infinity, -Infinity, -0, 5e-324, 1e308),
      fc.double(),
    )
    .map(double => doubleField(DOUBLE, double)),
  fc
    .oneof(
      fc.constantFrom(0n, -1n, INT64_MAX, -INT64_MAX - 1n, 2n ** 53n + 1n),
      fc.bigInt({ min: -INT64_MAX, max: INT64_MAX }),
    )
    .map(int => varintField(INT, int)),
  // Whatever is not 0 is true, however large.
  fc.constantFrom(0n, 1n, INT64_MAX).map(bool => varintField(BOOL, bool)),
  textArbitrary.map(bytes => bytesField(BYTES, bytes)),
  // No value at all, and two of which the last one counts.
  fc.constant(Buffer.alloc(0)),
  fc.constant(Buffer.concat([bytesField(TEXT, 'a'), varintField(INT, 1n)])),
);

/** Very deep, very long, or of very many names. */
const giantArbitrary: fc.Arbitrary<Buffer> = fc.oneof(
  fc
    .tuple(fc.integer({ min: 10, max: 1_000 }), fc.constantFrom(listOf, nested))
    .map(([depth, wrap]) => {
      let value = varintField(INT, 1n);
      for (let i = 0; i < depth; i += 1) value = wrap([value]);
      return value;
    }),
  fc
    .tuple(fc.integer({ min: 1_000, max: 20_000 }), scalarArbitrary)
    .map(([length, value]) => listOf(Array(length).fill(value))),
  fc
    .tuple(fc.integer({ min: 1_000, max: 5_000 }), scalarArbitrary)
    .map(([length, value]) =>
      mapOf(
        Array.from({ length }, (_, at) => [Buffer.from(`name ${at}`), value]),
      ),
    ),
);

/** An encoded AnyValue. */
const valueArbitrary: fc.Arbitrary<Buffer> = fc.letrec<{ value: Buffer }>(
  tie => ({
    value: fc.oneof(
      { maxDepth: 4 },
      { weight: 6, arbitrary: scalarArbitrary },
      {
        weight: 2,
        arbitrary: fc.array(tie('value'), { maxLength: 4 }).map(listOf),
      },
      {
        weight: 2,
        arbitrary: fc
          .array(fc.tuple(textArbitrary, tie('value')), { maxLength: 4 })
          .map(mapOf),
      },
      { weight: 1, arbitrary: giantArbitrary },
    ),
  }),
).value;

function listOf(values: readonly Buffer[]): Buffer {
  const items = values.map(value => bytesField(VALUES, value));
  return bytesField(ARRAY, Buffer.concat(items));
}

function mapOf(entries: readonly [Buffer, Buffer][]): Buffer {
  const items = entries.map(([key, value]) =>
    bytesField(VALUES, keyValue(key, value)),
  );
  return bytesField(MAP, Buffer.concat(items));
}

function nested([value]: readonly Buffer[]): Buffer {
  return mapOf([[Buffer.from('__proto__'), value]]);
}

function keyValue(key: Buffer | string, value: Buffer): Buffer {
  return Buffer.concat([bytesField(KEY, key), bytesField(VALUE, value)]);
}

/**
 * A well-formed ExportLogsServiceRequest of one record whose values are hostile:
 * opentelemetry/proto/logs/v1/logs.proto.
 */
export function hostileLogsArbitrary(modelRef: string): fc.Arbitrary<Buffer> {
  const honest = (text: string) => bytesField(TEXT, text);
  return fc
    .record({
      time: fc.constantFrom(0n, 1n, -1n, INT64_MAX),
      event: fc.constantFrom('noshelfware.inference', 'noshelfware.feedback'),
      version: fc.oneof(fc.constant(honest('1')), valueArbitrary),
      attributes: fc.array(fc.tuple(textArbitrary, valueArbitrary), {
        maxLength: 4,
      }),
      number: valueArbitrary,
      inputs: valueArbitrary,
      outputs: valueArbitrary,
    })
    .map(({ time, event, version, attributes, number, inputs, outputs }) => {
      const resource = Buffer.concat([
        bytesField(1, keyValue('service.version', version)),
        bytesField(
          1,
          keyValue('deployment.environment.name', honest('production')),
        ),
      ]);
      const named: [string | Buffer, Buffer][] = [
        ['noshelfware.model', honest(modelRef)],
        ['noshelfware.inference.id', honest(anInferenceId(Date.now()))],
        ['noshelfware.inference.row', number],
        ['noshelfware.inference.duration_ms', number],
        ['http.response.status_code', number],
        ...attributes,
      ];
      const record = Buffer.concat([
        fixed64Field(1, time),
        bytesField(
          5,
          mapOf([
            [Buffer.from('inputs'), inputs],
            [Buffer.from('outputs'), outputs],
            [Buffer.from('target'), inputs],
          ]),
        ),
        ...named.map(([key, value]) => bytesField(6, keyValue(key, value))),
        bytesField(12, event),
      ]);
      return bytesField(
        1,
        Buffer.concat([
          bytesField(1, resource),
          bytesField(2, bytesField(2, record)),
        ]),
      );
    });
}
