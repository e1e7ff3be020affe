import { TestDatabases } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  anInferenceId,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Knex } from 'knex';
import { Reader } from 'protobufjs';
import { deflateSync, gzipSync } from 'zlib';
import { migrate } from '../database';
import { otlpJson } from './__testUtils__/otlpJson';
import { otlpProtobuf } from './__testUtils__/otlpProtobuf';
import {
  INGEST_TOKEN,
  ReceiverOptions,
  startReceiver,
} from './__testUtils__/startReceiver';

const DAY_MS = 24 * 60 * 60 * 1000;
const MINUTE_MS = 60 * 1000;

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});
let knex: Knex;
let close: () => Promise<void> = async () => {};

/** The body of a LogRecord, by what OTLP/JSON has of its inputs. */
function bodyOfInputs(values: object[]) {
  const inputs = { kvlistValue: { values } };
  return { kvlistValue: { values: [{ key: 'inputs', value: inputs }] } };
}

beforeEach(async () => {
  knex = await databases.init('SQLITE_3');
  await migrate(knex);
});

afterEach(() => close());

/** Starts a receiver; what it returns posts to it. */
async function aReceiver(options: Partial<ReceiverOptions> = {}) {
  const receiver = await startReceiver({
    knex,
    nowMs: () => NOON_MS + MINUTE_MS,
    ...options,
  });
  close = receiver.close;
  return (body: string | Uint8Array, headers: Record<string, string> = {}) =>
    fetch(receiver.url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${INGEST_TOKEN}`,
        'content-type': 'application/json',
        ...headers,
      },
      body,
    });
}

async function countStored(): Promise<number> {
  const [{ rows }] = await knex('inference_records').count({ rows: '*' });
  return Number(rows);
}

describe('the OTLP route', () => {
  it('answers 200 with an empty response when all was taken', async () => {
    const post = await aReceiver();
    const response = await post(otlpJson({}));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({});
    expect(await countStored()).toBe(1);
  });

  it.each([
    ['a missing token', '', 'missing'],
    ['a wrong token', 'Bearer wrong', 'wrong or revoked'],
  ])('answers 401 to %s', async (_, authorization, reason) => {
    const post = await aReceiver();
    const response = await post(otlpJson({}), { authorization });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      code: 16,
      message: expect.stringContaining(reason),
    });
    expect(await countStored()).toBe(0);
  });

  it('takes what it may of a request, and says for what reasons it left the rest', async () => {
    const post = await aReceiver();
    const id = (timeMs: number) => ({
      'noshelfware.inference.id': anInferenceId(timeMs),
    });
    const response = await post(
      otlpJson(
        {},
        { resource: { 'noshelfware.model': 'mlmodel:default/fraud' } },
        { resource: { 'noshelfware.model': 'mlmodel:default/flight-ghost' } },
        { resource: { 'noshelfware.model': 'flight-delay' } },
        { resource: { 'service.version': undefined } },
        { resource: { 'deployment.environment.name': undefined } },
        { attributes: { 'noshelfware.inference.id': 'a1b2' } },
        { attributes: { 'noshelfware.inference.row': -1 } },
        { attributes: { 'noshelfware.traffic': 'secondary' } },
        { attributes: id(NOON_MS - 31 * DAY_MS) },
        { attributes: id(NOON_MS - 32 * DAY_MS) },
        { attributes: id(NOON_MS + 7 * MINUTE_MS) },
        { eventName: 'exception' },
        { eventName: 'noshelfware.feedback', body: { target: {} } },
      ),
    );
    expect(response.status).toBe(200);
    const { partialSuccess } = await response.json();
    expect(partialSuccess.rejectedLogRecords).toBe('13');
    expect(partialSuccess.errorMessage.split('; ')).toEqual([
      '2 rejected: older than the retention of 30 days',
      '1 rejected: the token is not good for mlmodel:default/fraud',
      '1 rejected: there is no model mlmodel:default/flight-ghost in the catalog',
      '1 rejected: noshelfware.model is not a full entity ref such as mlmodel:default/flight-delay',
      '1 rejected: resource attribute service.version is missing or longer than 200 characters',
      '1 rejected: resource attribute deployment.environment.name is missing or longer than 63 characters',
      '1 rejected: noshelfware.inference.id is not a UUIDv7',
      '1 rejected: noshelfware.inference.row is not a whole number from 0 on',
      '1 rejected: noshelfware.traffic is none of primary, canary and shadow',
      '1 rejected: more than 5 minutes in the future',
      'and 2 more reasons',
    ]);
    expect(await countStored()).toBe(1);
  });

  it('hides in a message the values of every row that it may tell of', async () => {
    const redact = [{ path: 'inputs.passenger', how: 'drop' }] as const;
    const post = await aReceiver({ policy: { redact: [...redact] } });
    const attributes = { 'exception.message': 'bad B-222 and C-333' };
    await post(
      otlpJson(
        {
          attributes,
          body: { inputs: [{ passenger: 'A-111' }, { passenger: 'B-222' }] },
        },
        {
          attributes: { ...attributes, 'noshelfware.inference.row': 2 },
          body: { inputs: { passenger: 'C-333' } },
        },
      ),
    );
    expect(await knex('inference_records').select('error_message')).toEqual(
      Array(3).fill({ error_message: 'bad [redacted] and [redacted]' }),
    );
  });

  it('makes a record of each row of a batch', async () => {
    const post = await aReceiver();
    const response = await post(
      otlpJson(
        {
          attributes: { 'noshelfware.inference.sequence': 9 },
          body: {
            inputs: [{ distance: 1 }, { distance: 2 }, { distance: 3 }],
            outputs: [{ delayed: true }, { delayed: false }, {}],
          },
        },
        {
          eventName: 'noshelfware.feedback',
          attributes: { 'noshelfware.inference.row': 1 },
          body: { target: [{ delayed: true }, { delayed: false }] },
        },
      ),
    );
    expect(await response.json()).toEqual({});
    const rows = await knex('inference_records').orderBy('row_index');
    expect(
      rows.map(row => [row.row_index, row.inputs, row.target, row.sequence]),
    ).toEqual([
      [0, '{"distance":1}', null, 9],
      [1, '{"distance":2}', '{"delayed":true}', null],
      [2, '{"distance":3}', '{"delayed":false}', null],
    ]);
  });

  it.each([
    'flight-delay',
    'component:default/flight-delay',
    'mlmodel:default/flight delay',
    'mlmodel:default/..',
    'mlmodel:flight-delay',
  ])('rejects a model that no catalog can have: %s', async modelRef => {
    const post = await aReceiver({
      beforePolicy: () => {
        throw new Error('the catalog was asked');
      },
    });
    const resource = { 'noshelfware.model': modelRef };
    const { partialSuccess } = await (
      await post(otlpJson({ resource }))
    ).json();
    expect(partialSuccess.errorMessage).toBe(
      '1 rejected: noshelfware.model is not a full entity ref such as mlmodel:default/flight-delay',
    );
  });

  it.each([
    ['as many inputs as outputs', { inputs: [{ a: 1 }], outputs: [{}, {}] }],
    ['maps in its rows', { inputs: [1, 2] }],
    ['a row at all', { inputs: [] }],
    ['maps for its sections', { inputs: 'distance=1' }],
  ])('rejects a batch without %s', async (_, body) => {
    const post = await aReceiver();
    const { partialSuccess } = await (await post(otlpJson({ body }))).json();
    expect(partialSuccess).toEqual({
      rejectedLogRecords: '1',
      errorMessage:
        '1 rejected: inputs and outputs of the body are to be a map of values each, or lists of as many maps',
    });
  });

  it('joins feedback that comes before its inference, and keeps what was seen last', async () => {
    const post = await aReceiver();
    const aFeedback = (delayed: boolean, observedAt: string | number) =>
      otlpJson({
        eventName: 'noshelfware.feedback',
        body: { target: { delayed }, observedAt },
      });
    const seenLast = NOON_MS + 30_000;
    await post(aFeedback(true, seenLast + 0.25));
    await post(otlpJson({}));
    await post(aFeedback(false, new Date(NOON_MS).toISOString()));
    // Not an instant: the time of receipt would be later than what is known.
    await post(aFeedback(true, 1e300));
    expect(await knex('inference_records').first()).toMatchObject({
      target: '{"delayed":true}',
      observed_ms: NOON_MS + MINUTE_MS,
    });
    expect(await knex('pending_feedback')).toEqual([]);
  });

  it('takes records of the past and of clocks that are a little ahead', async () => {
    const post = await aReceiver();
    const times = [NOON_MS - 29 * DAY_MS, NOON_MS + 5 * MINUTE_MS];
    const response = await post(
      otlpJson(
        ...times.map(timeMs => ({
          attributes: { 'noshelfware.inference.id': anInferenceId(timeMs) },
        })),
      ),
    );
    expect(await response.json()).toEqual({});
    expect(await countStored()).toBe(2);
  });

  it('tells what was replayed from what is live', async () => {
    const post = await aReceiver();
    await post(
      otlpJson(
        {
          attributes: {
            'noshelfware.inference.id': anInferenceId(NOON_MS - DAY_MS),
            'noshelfware.replay': true,
          },
        },
        {},
      ),
    );
    const replayed = await knex('inference_records')
      .orderBy('inference_id')
      .pluck('replay');
    expect(replayed.map(Boolean)).toEqual([true, false]);
  });

  it('stores nothing and asks to come back while the policy of a model is not known', async () => {
    const post = await aReceiver({
      beforePolicy: () => {
        throw new ServiceUnavailableError('the catalog is starting');
      },
    });
    const response = await post(otlpJson({}));
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await countStored()).toBe(0);
  });

  it('refuses early when too much waits to be written', async () => {
    const post = await aReceiver({
      assertRoom: () => {
        throw new ServiceUnavailableError('20000 records wait');
      },
    });
    const response = await post(otlpJson({}));
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('1');
  });

  it('asks to come back when it could not store, and keeps the cause to itself', async () => {
    const post = await aReceiver({
      beforeWrite: () => {
        throw new Error('connection to 10.0.0.7 refused');
      },
    });
    const response = await post(otlpJson({}));
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(await response.text()).not.toContain('10.0.0.7');
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
  ])('unpacks %s', async (encoding, pack) => {
    const post = await aReceiver();
    const response = await post(pack(otlpJson({})), {
      'content-encoding': encoding,
    });
    expect(response.status).toBe(200);
    expect(await countStored()).toBe(1);
  });

  it('answers 413 to a small body that unpacks to a large one', async () => {
    const post = await aReceiver();
    const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(100_000);
    const response = await post(bomb, { 'content-encoding': 'gzip' });
    expect(response.status).toBe(413);
  });

  it('answers 413 to a log with more rows than it takes at once', async () => {
    const post = await aReceiver();
    const rows = Array.from({ length: 50_001 }, () => ({}));
    const response = await post(otlpJson({ body: { inputs: rows } }));
    expect(response.status).toBe(413);
    expect(await countStored()).toBe(0);
  });

  it('answers 413 to a body of more than 8 MiB', async () => {
    const post = await aReceiver();
    const response = await post(Buffer.alloc(8 * 1024 * 1024 + 1, ' '));
    expect(response.status).toBe(413);
    expect((await response.json()).message).toMatch('send less at once');
  });

  it.each([
    [400, 'what is not JSON', {}, '{'],
    [400, 'JSON of another shape', {}, '{"resourceLogs": 3}'],
    [400, 'what is not gzipped', { 'content-encoding': 'gzip' }, '{}'],
    [415, 'another encoding', { 'content-encoding': 'br' }, '{}'],
    [415, 'another content type', { 'content-type': 'text/plain' }, '{}'],
  ])('answers %i to %s', async (status, _, headers, body) => {
    const post = await aReceiver();
    const response = await post(body, headers);
    expect(response.status).toBe(status);
    expect((await response.json()).code).toBe(3);
  });

  it('answers protobuf in protobuf', async () => {
    const post = await aReceiver();
    const contentType = { 'content-type': 'application/x-protobuf' };
    const empty = await post(new Uint8Array(), contentType);
    expect(empty.status).toBe(200);
    expect(empty.headers.get('content-type')).toBe('application/x-protobuf');
    expect((await empty.arrayBuffer()).byteLength).toBe(0);

    const broken = await post(Uint8Array.of(0x0a, 0x7f, 1), contentType);
    expect(broken.status).toBe(400);
    const status = Reader.create(new Uint8Array(await broken.arrayBuffer()));
    expect([status.uint32(), status.int32()]).toEqual([8, 3]);
    expect([status.uint32(), status.string()]).toEqual([
      18,
      'The body ends in the middle of a message',
    ]);
  });

  it('says in protobuf what it left out', async () => {
    const post = await aReceiver();
    const response = await post(
      otlpProtobuf({
        resource: new Map(),
        attributes: new Map([['event.name', 'exception']]),
        body: {},
      }),
      { 'content-type': 'application/x-protobuf' },
    );
    expect(response.status).toBe(200);
    const answer = Reader.create(new Uint8Array(await response.arrayBuffer()));
    // partial_success, and in it rejected_log_records and error_message
    expect(answer.uint32()).toBe(10);
    const partialSuccess = Reader.create(answer.bytes());
    expect([partialSuccess.uint32(), partialSuccess.uint32()]).toEqual([8, 1]);
    expect([partialSuccess.uint32(), partialSuccess.string()]).toEqual([
      18,
      '1 rejected: the event name is neither noshelfware.inference nor noshelfware.feedback',
    ]);
  });

  it.each([
    [
      'intValue',
      'x14',
      'Invalid input: expected a number, received another text',
    ],
    ['intValue', '', 'Invalid input: expected a number, received another text'],
    [
      'doubleValue',
      'abc',
      'Invalid input: expected a number, received another text',
    ],
    ['boolValue', 'maybe', 'Invalid input: expected boolean, received string'],
  ])(
    'rejects a record with %s %j, says where, and keeps the rest',
    async (type, value, problem) => {
      const post = await aReceiver();
      const body = JSON.parse(otlpJson({}));
      const [{ logRecords }] = body.resourceLogs[0].scopeLogs;
      const bad = structuredClone(logRecords[0]);
      bad.body = bodyOfInputs([{ key: 'distance', value: { [type]: value } }]);
      logRecords.push(bad);
      const response = await post(JSON.stringify(body));
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({
        partialSuccess: {
          rejectedLogRecords: '1',
          errorMessage: `1 rejected: a value is not OTLP/JSON: inputs.distance.${type}: ${problem}`,
        },
      });
      expect(await knex('inference_records')).toHaveLength(1);
    },
  );

  it('takes numbers that are none by their names for missing ones', async () => {
    const post = await aReceiver();
    const body = JSON.parse(otlpJson({}));
    body.resourceLogs[0].scopeLogs[0].logRecords[0].body = bodyOfInputs([
      { key: 'a', value: { doubleValue: 'NaN' } },
      { key: 'b', value: { doubleValue: '-Infinity' } },
      { key: 'c', value: { doubleValue: '1e3' } },
    ]);
    expect(await (await post(JSON.stringify(body))).json()).toEqual({});
    const { inputs } = await knex('inference_records').first();
    expect(inputs).toBe('{"c":1000}');
  });

  it('keeps names that every object inherits apart from their values', async () => {
    const post = await aReceiver();
    const body = JSON.parse(otlpJson({}));
    body.resourceLogs[0].scopeLogs[0].logRecords[0].body = bodyOfInputs([
      {
        key: '__proto__',
        value: {
          kvlistValue: {
            values: [{ key: 'polluted', value: { boolValue: true } }],
          },
        },
      },
      { key: 'constructor', value: { stringValue: 'x' } },
    ]);
    const response = await post(JSON.stringify(body));
    expect(response.status).toBe(200);
    expect('polluted' in {}).toBe(false);
    const { inputs } = await knex('inference_records').first();
    expect(inputs).toBe('{"__proto__":{"polluted":true},"constructor":"x"}');
  });

  it('writes nothing of what the policy hides', async () => {
    const post = await aReceiver({
      policy: {
        redact: [
          { path: 'inputs.passenger', how: 'hash' },
          { path: 'inputs.seat', how: 'drop' },
          { path: 'inputs.age', how: 'drop' },
        ],
      },
    });
    const inputs = {
      passenger: 'Ada Lovelace',
      seat: '14C',
      age: 36,
      distance: 400,
    };
    await post(
      otlpJson({
        attributes: {
          'exception.type': 'KeyError',
          'exception.message': 'no fare for Ada Lovelace (36) in 14C',
        },
        body: { inputs },
      }),
    );
    const tables = ['inference_records', 'profile_windows', 'profile_features'];
    const written = JSON.stringify(
      await Promise.all(tables.map(table => knex(table).select())),
    );
    expect(written).not.toContain('Lovelace');
    expect(written).not.toContain('14C');
    const row = await knex('inference_records').first();
    expect(row.error_message).toMatch(
      /^no fare for hmac:\S+ \(\[redacted\]\) in \[redacted\]$/,
    );
    expect(JSON.parse(row.inputs)).toEqual({
      passenger: expect.stringMatching(/^hmac:[0-9a-f]{32}$/),
      distance: 400,
    });
  });

  it('keeps the body of a sample, and of every exception', async () => {
    const post = await aReceiver({ policy: { sample: 0 } });
    await post(
      otlpJson(
        {},
        { attributes: { 'noshelfware.inference.row': 1, 'error.type': 'E' } },
      ),
    );
    const rows = await knex('inference_records').orderBy('row_index');
    expect(rows[0].inputs).toBeNull();
    expect(rows[1].inputs).toBe('{"distance":1400}');
    const [window] = await knex('profile_windows');
    expect(window).toMatchObject({ requests: 2, errors: 1 });
  });
});
