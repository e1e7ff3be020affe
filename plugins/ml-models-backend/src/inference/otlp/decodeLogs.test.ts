import { InputError } from '@backstage/errors';
import { RecordedValue } from '@noshelfware/backstage-plugin-ml-models-common';
import fc from 'fast-check';
import { Writer } from 'protobufjs';
import { PayloadTooLargeError } from '../../http/body/PayloadTooLargeError';
import {
  RECORDS_PER_REQUEST_MAX,
  RequestBudget,
  VALUES_PER_REQUEST_MAX,
} from '../body/RequestBudget';
import { otlpJson } from '../__testUtils__/otlpJson';
import { otlpProtobuf } from '../__testUtils__/otlpProtobuf';
import * as jsonDecoder from './decodeJsonLogs';
import * as protobufDecoder from './decodeProtobufLogs';
import { OtlpLog } from './OtlpLog';
import { toRecordedText } from '../toRecordedText';

function decodeJsonLogs(payload: Uint8Array) {
  return collect(jsonDecoder.decodeJsonLogs, payload);
}

function decodeProtobufLogs(payload: Uint8Array) {
  return collect(protobufDecoder.decodeProtobufLogs, payload);
}

function collect(
  decode: typeof protobufDecoder.decodeProtobufLogs,
  payload: Uint8Array,
): OtlpLog[] {
  return Array.from(
    decode(Buffer.from(payload), new RequestBudget(() => {})),
    // The attributes are good for this moment only.
    log => ({ ...log, attributes: new Map(log.attributes) }),
  );
}

/** @returns what went wrong, unless it was decoded or refused as the sender's mistake */
function findFault(decode: () => unknown): unknown {
  try {
    decode();
    return undefined;
  } catch (error) {
    const isRefusal =
      error instanceof InputError || error instanceof PayloadTooLargeError;
    return isRefusal ? undefined : error;
  }
}

/** A message in the field of each tag, the first of them outermost. */
function nested(tags: number[], innermost: Uint8Array): Uint8Array {
  return tags.reduceRight(
    (message, tag) => Writer.create().uint32(tag).bytes(message).finish(),
    innermost,
  );
}

/** resource_logs, scope_logs, log_records */
const RECORD_TAGS = [10, 18, 18];

const REQUEST = Writer.create()
  .uint32(10) // resource_logs
  .fork()
  .uint32(18) // scope_logs
  .fork()
  .uint32(18) // log_records
  .fork()
  .uint32(9) // time_unix_nano
  .fixed64(1_770_000_000)
  .uint32(98) // event_name
  .string('noshelfware.inference')
  .uint32(42) // body
  .fork()
  .uint32(33) // double_value
  .double(1.5)
  .ldelim()
  .ldelim()
  .ldelim()
  .ldelim()
  .finish();

/** Without what is replaced: NUL, and halves of surrogate pairs. */
const text = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  .filter(each => !each.includes('\0'));

describe('a decoder', () => {
  it('reads a request of protobuf', () => {
    expect(decodeProtobufLogs(REQUEST)).toEqual([
      {
        resource: new Map(),
        attributes: new Map(),
        eventName: 'noshelfware.inference',
        timeMs: 1770,
        body: 1.5,
      },
    ]);
  });

  it.each(['"1770000000"', '1770000000'])(
    'reads the same request of JSON, its time written as %s',
    time => {
      const json = `{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":${time},"eventName":"noshelfware.inference","body":{"doubleValue":1.5}}]}]}]}`;
      expect(decodeJsonLogs(Buffer.from(json))).toEqual(
        decodeProtobufLogs(REQUEST),
      );
    },
  );

  it('reads any values of protobuf as they were', () => {
    const { value } = fc.letrec<{ value: RecordedValue }>(tie => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.boolean(),
        fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
        fc.nat({ max: 20_000 }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        text,
        fc.array(tie('value')),
        fc.dictionary(text, tie('value')),
      ),
    }));
    const attributes = fc
      .array(fc.tuple(text, value))
      .map(entries => new Map(entries));
    fc.assert(
      fc.property(attributes, attributes, value, (resource, own, body) => {
        const log = { resource, attributes: own, body };
        expect(decodeProtobufLogs(otlpProtobuf(log))).toEqual([log]);
      }),
    );
  });

  it('finds a resource that stands behind its logs', () => {
    const log = {
      resource: new Map([['service.version', '7']]),
      attributes: new Map(),
      body: {},
    };
    const payload = otlpProtobuf({ ...log, resourceLast: true });
    expect(decodeProtobufLogs(payload)).toEqual([log]);
  });

  it('reads whole numbers of 64 bits', () => {
    const int64 = (...bytes: number[]) =>
      nested([...RECORD_TAGS, 42], Uint8Array.from([24, ...bytes]));
    const minusOne = [...new Array<number>(9).fill(255), 1];
    const bodies = [
      int64(...minusOne),
      int64(128, 128, 1),
      int64(129, 128, 128, 128, 128, 128, 128, 16),
    ].flatMap(payload => decodeProtobufLogs(payload).map(({ body }) => body));
    expect(bodies).toEqual([-1, 2 ** 14, 2 ** 53]);
  });

  it('leaves out nothing but what is missing', () => {
    const json =
      '{"resourceLogs":[{"scopeLogs":[{"logRecords":[{},{"body":{},"attributes":[{"key":"a"},{"key":"b","value":{"kvlistValue":{}}}]}]}]}]}';
    expect(decodeJsonLogs(Buffer.from(json))).toMatchObject([
      { attributes: new Map(), body: undefined },
      { attributes: new Map([['b', {}]]), body: undefined },
    ]);
    expect(decodeJsonLogs(Buffer.from('{}'))).toEqual([]);
  });
});

describe('hostile payloads', () => {
  it('of any bytes are refused as the mistakes that they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        expect(findFault(() => decodeProtobufLogs(bytes))).toBeUndefined();
        expect(findFault(() => decodeJsonLogs(bytes))).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });

  it('that are almost right are refused, or read without what is wrong', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: REQUEST.length - 1 }),
        fc.nat({ max: 255 }),
        fc.nat({ max: REQUEST.length }),
        (at, byte, length) => {
          const mutated = Uint8Array.from(REQUEST);
          mutated[at] = byte;
          expect(findFault(() => decodeProtobufLogs(mutated))).toBeUndefined();
          const torn = mutated.subarray(0, length);
          expect(findFault(() => decodeProtobufLogs(torn))).toBeUndefined();
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('of any JSON are refused as the mistakes that they are', () => {
    fc.assert(
      fc.property(fc.json(), json => {
        const body = otlpJson({}).replace(
          /"body":.*?\}\}\}\]\}\}/,
          `"body":${json}`,
        );
        expect(
          findFault(() => decodeJsonLogs(Buffer.from(json))),
        ).toBeUndefined();
        expect(
          findFault(() => decodeJsonLogs(Buffer.from(body))),
        ).toBeUndefined();
      }),
    );
  });

  it('that nest without end are refused', () => {
    // body, then array_value and values in turn
    const tags = [42, ...Array.from({ length: 1_000 }, () => [42, 10]).flat()];
    const request = nested([...RECORD_TAGS, ...tags], new Uint8Array());
    expect(() => decodeProtobufLogs(request)).toThrow(
      'nested more than 32 levels deep',
    );
    const json = `${'{"arrayValue":{"values":['.repeat(5_000)}${']}}'.repeat(
      5_000,
    )}`;
    const body = `{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":${json}}]}]}]}`;
    expect(() => decodeJsonLogs(Buffer.from(body))).toThrow(
      'nested more than 32 levels deep',
    );
  });

  it('that unfold into very many records are refused', () => {
    const record = Buffer.from([18, 0]);
    const records = Buffer.concat(
      Array.from({ length: RECORDS_PER_REQUEST_MAX + 1 }, () => record),
    );
    expect(() => decodeProtobufLogs(nested([10, 18], records))).toThrow(
      PayloadTooLargeError,
    );
  });

  it('that unfold into very many values are refused', () => {
    const value = Buffer.from([10, 0]);
    const values = Buffer.alloc(
      (VALUES_PER_REQUEST_MAX + 1) * value.length,
      value,
    );
    // body, then array_value
    const request = nested([...RECORD_TAGS, 42, 42], values);
    expect(() => decodeProtobufLogs(request)).toThrow(PayloadTooLargeError);
  });

  it('of JSON that would take twenty times its size are not parsed', () => {
    const body = `[${'{},'.repeat(5_000_001)}{}]`;
    expect(() => decodeJsonLogs(Buffer.from(body))).toThrow(
      PayloadTooLargeError,
    );
  });

  it('tell what they unfold into while they do', () => {
    const values = Array.from({ length: 30_000 }, (_, at) => at);
    let heldBytes = 0;
    const budget = new RequestBudget(bytes => {
      heldBytes += bytes;
    });
    const payload = Buffer.from(otlpJson({ body: values }));
    expect([...jsonDecoder.decodeJsonLogs(payload, budget)]).toHaveLength(1);
    expect(heldBytes).toBeGreaterThan(2_000_000);
  });

  it('cannot bring in text that a database refuses', () => {
    expect(toRecordedText('a\0b\ud800c\udc00d')).toBe('a\uFFFDb\uFFFDc\uFFFDd');
    expect(toRecordedText('plain 😀')).toBe('plain 😀');
    const [{ attributes }] = decodeJsonLogs(
      Buffer.from(otlpJson({ attributes: { 'k\0': 'v\ud800' } })),
    );
    expect(attributes.get('k\uFFFD')).toBe('v\uFFFD');
  });
});
