import { TestDatabases } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  anInferenceId,
  FLIGHT_DELAY,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Knex } from 'knex';
import { gzipSync } from 'zlib';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { migrate } from '../../database';
import {
  INGEST_TOKEN,
  ReceiverOptions,
  startReceiver,
} from '../__testUtils__/startReceiver';

const NDJSON = { 'content-type': 'application/x-ndjson' };
const DEFAULTS = new URLSearchParams({
  model: FLIGHT_DELAY,
  version: 'v-one',
  environment: 'production',
});
const FRAUD = { model: 'mlmodel:default/Fraud' };

let knex: Knex;
let close: () => Promise<void> = async () => {};

afterEach(() => close());

/** @param query - of every request to the receiver that is started */
async function aReceiver(
  options: Partial<ReceiverOptions> & { query?: URLSearchParams } = {},
) {
  const { query = DEFAULTS, ...rest } = options;
  const receiver = await startReceiver({
    knex,
    nowMs: () => NOON_MS + 60_000,
    ...rest,
  });
  close = receiver.close;
  return async (
    body: object | string | Uint8Array,
    headers: Record<string, string> = {},
  ) => {
    const isRaw = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(`${receiver.recordsUrl}?${query}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${INGEST_TOKEN}`,
        'content-type': 'application/json',
        ...headers,
      },
      body: isRaw ? body : JSON.stringify(body),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: await response.json(),
    };
  };
}

async function readStored() {
  const rows = await knex('inference_records').orderBy([
    'time_ms',
    'row_index',
  ]);
  return rows.map(row => ({
    ...row,
    inputs: parseStored(row.inputs),
    outputs: parseStored(row.outputs),
    target: parseStored(row.target),
    time_ms: Number(row.time_ms),
  }));
}

describeEachDatabase('the plain JSON route', openDatabase => {
  beforeEach(async () => {
    knex = await openDatabase();
  });

  it('takes one prediction with all that there is to say of it', async () => {
    const post = await aReceiver({ query: new URLSearchParams() });
    const id = anInferenceId(NOON_MS, 1);
    const { status, body } = await post({
      id: id.toUpperCase(),
      model: FLIGHT_DELAY,
      version: 'v-one',
      environment: 'staging',
      traffic: 'canary',
      inputs: { distance: 1400, carrier: 'UA', gate: null, legs: [1, 2.5] },
      outputs: { delayed: true },
      statusCode: 503,
      durationMs: 12.5,
      exception: { type: 'Timeout', message: 'no answer from \0 weather' },
      requestId: 'request-1',
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      accepted: { inferences: 1, feedback: 0 },
      rejected: 0,
      rejections: [],
      ids: [id],
    });
    expect(await readStored()).toMatchObject([
      {
        inference_id: id,
        time_ms: NOON_MS,
        environment: 'staging',
        version: 1,
        traffic: 'canary',
        status_code: 503,
        duration_ms: 12.5,
        error_type: 'Timeout',
        error_message: 'no answer from \uFFFD weather',
        request_id: 'request-1',
        inputs: { distance: 1400, carrier: 'UA', legs: [1, 2.5] },
      },
    ]);
  });

  it('knows what is sent again by its own id and time', async () => {
    const post = await aReceiver();
    const records = [
      { id: 'order-1', time: NOON_MS, inputs: { a: 1 } },
      { id: 'order-1', time: NOON_MS + 1, inputs: { a: 2 } },
      { id: 'order-2', time: new Date(NOON_MS).toISOString(), inputs: {} },
    ];
    const first = await post(records);
    const again = await post({ records: [...records].reverse() });
    expect(again.body.ids).toEqual([...first.body.ids].reverse());
    expect(await readStored()).toHaveLength(3);
    const [{ requests }] = await knex('profile_windows').sum({
      requests: 'requests',
    });
    expect(Number(requests)).toBe(3);
  });
});

describe('the plain JSON route', () => {
  const databases = TestDatabases.create({
    ids: ['SQLITE_3'],
    disableDocker: true,
  });

  beforeEach(async () => {
    knex = await databases.init('SQLITE_3');
    await migrate(knex);
  });

  it('takes what a person types first, and gives it an id', async () => {
    const post = await aReceiver();
    const { body } = await post({ inputs: { a: 1 }, outputs: { b: 2 } });
    const [stored] = await readStored();
    expect(body.ids).toEqual([stored.inference_id]);
    expect(stored.time_ms).toBe(NOON_MS + 60_000);

    const feedback = await post({ id: body.ids[0], target: { b: 3 } });
    expect(feedback.body.accepted).toEqual({ inferences: 0, feedback: 1 });
    expect((await readStored())[0].target).toEqual({ b: 3 });
  });

  it('says of what it takes that it may be mistyped', async () => {
    const post = await aReceiver({
      known: {
        listEnvironments: async () => [],
        findVersions: async () => ({ registered: [], newest: 3 }),
        findOutcomes: async () => ({
          version: 3,
          outcomes: [{ name: 'delayed', type: 'boolean' }],
        }),
      },
    });
    const { status, body } = await post([
      { inputs: {} },
      { id: anInferenceId(NOON_MS), target: { dealyed: 'yes' } },
      { inputs: {}, environment: 'rejected', time: 'yesterday' },
    ]);
    expect(status).toBe(200);
    expect(body.accepted).toEqual({ inferences: 1, feedback: 1 });
    expect(body.notes).toEqual([
      expect.stringMatching(/^Version 'v-one' is not registered: .* 3\./),
      expect.stringMatching(/^Environment 'production' is new: /),
      expect.stringMatching(/^Target 'dealyed' .*delayed \(boolean\)/),
    ]);
  });

  it('stores nothing where it cannot say what looks mistyped', async () => {
    const post = await aReceiver({
      known: {
        findVersions: async () => {
          throw new Error('no connection');
        },
      },
    });
    expect(await post({ inputs: {} })).toMatchObject({ status: 503 });
    expect(await readStored()).toEqual([]);
  });

  it('takes a batch row by row, with its outcomes', async () => {
    const post = await aReceiver();
    const { body } = await post({
      id: 'batch-1',
      time: NOON_MS,
      inputs: [{ a: 1 }, { a: 2 }],
      outputs: [{ b: 1 }, { b: 2 }],
      target: [{ b: 1 }, { b: 3 }],
    });
    expect(body.accepted).toEqual({ inferences: 2, feedback: 2 });
    expect(await readStored()).toMatchObject([
      { row_index: 0, inputs: { a: 1 }, target: { b: 1 } },
      { row_index: 1, inputs: { a: 2 }, target: { b: 3 } },
    ]);
  });

  it('takes feedback before its prediction', async () => {
    const post = await aReceiver();
    const key = { id: 'order-1', time: NOON_MS };
    await post({ ...key, target: { b: 1 }, observedAt: NOON_MS + 5 });
    await post({ ...key, inputs: { a: 1 } });
    expect(await readStored()).toMatchObject([{ target: { b: 1 } }]);
  });

  it('lets an outcome of the future be corrected before it has come', async () => {
    const post = await aReceiver();
    const { body } = await post({ inputs: { a: 1 } });
    const [id] = body.ids;
    await post({ id, target: { b: 1 }, observedAt: '2099-01-01T00:00:00Z' });
    await post({ id, target: { b: 2 } });
    expect(await readStored()).toMatchObject([{ target: { b: 2 } }]);
  });

  it('takes one record a line, packed or not, and skips what is none', async () => {
    const post = await aReceiver();
    const lines = [
      '{"inputs":{"a":1}}',
      '',
      '{"inputs":',
      '{"inputs":{"a":2}}\r',
      '[]',
      '{"inputs":{"a":3},"time":"yesterday"}',
    ].join('\n');
    const { status, body } = await post(gzipSync(lines), {
      ...NDJSON,
      'content-encoding': 'gzip',
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      accepted: { inferences: 2, feedback: 0 },
      rejected: 3,
      rejections: [
        { item: 1, reason: 'the line is not JSON' },
        { item: 3, reason: 'the record is not a JSON object' },
        { item: 4, reason: expect.stringMatching(/^time: /) },
      ],
      ids: [expect.any(String), null, expect.any(String), null, null],
    });
  });

  it.each([
    ['no model', {}, { inputs: {} }, 'model is missing'],
    [
      'no version',
      { model: FLIGHT_DELAY },
      { inputs: {} },
      'version is missing',
    ],
    [
      'no environment',
      { model: FLIGHT_DELAY, version: '1' },
      { inputs: {} },
      'environment is missing',
    ],
    [
      'an id of its own without a time',
      DEFAULTS,
      { id: 'order-1', inputs: {} },
      'the id is not a UUIDv7, so that the record needs its time too',
    ],
    ['feedback on nothing', DEFAULTS, { target: { b: 1 } }, 'needs the id'],
    ['only an id', DEFAULTS, { id: anInferenceId(NOON_MS) }, 'neither'],
    [
      'nothing in it',
      DEFAULTS,
      {},
      'a prediction has inputs, its true outcome an id and a target',
    ],
    [
      'inputs that are no object',
      DEFAULTS,
      { inputs: 5 },
      'inputs: expected an object of values by name',
    ],
    [
      'a list of what is no object',
      DEFAULTS,
      { inputs: [{}], outputs: [5] },
      'outputs: expected an object of values by name',
    ],
    [
      'a version that is none',
      DEFAULTS,
      { inputs: {}, version: true },
      'version: expected a version number',
    ],
    ['a time that is none', DEFAULTS, { inputs: {}, time: true }, 'ISO 8601'],
    [
      'words for a time',
      DEFAULTS,
      { inputs: {}, time: 'yesterday' },
      'time: expected ISO 8601 such as ',
    ],
    [
      'a time before UUIDs begin',
      DEFAULTS,
      { time: '1960-01-01T00:00:00Z', inputs: {} },
      'the time is not one after 1970',
    ],
    [
      'a time of next week',
      DEFAULTS,
      { time: NOON_MS + 7 * 24 * 60 * 60 * 1000, inputs: {} },
      'more than 5 minutes in the future',
    ],
    [
      'a model that is not in the catalog',
      DEFAULTS,
      { model: 'mlmodel:default/flight-ghost', inputs: {} },
      'there is no model mlmodel:default/flight-ghost',
    ],
    [
      'another number of outputs than inputs',
      DEFAULTS,
      { inputs: [{}, {}], outputs: [{}] },
      'lists of as many maps',
    ],
    [
      'a status that is none',
      DEFAULTS,
      { inputs: {}, statusCode: 1000 },
      'statusCode: ',
    ],
    ['a target without values', DEFAULTS, { inputs: {}, target: {} }, 'target'],
    [
      'values that nest without end',
      DEFAULTS,
      { inputs: { a: JSON.parse(`${'['.repeat(99)}${']'.repeat(99)}`) } },
      'nested more than 32 levels deep',
    ],
    [
      'fields that nobody knows',
      DEFAULTS,
      { inputs: {}, output: { b: 'secret' }, statuscode: 500 },
      'the record: there is no output, statuscode: known are id, time, model, ',
    ],
    [
      'more of them than fit into a reason',
      DEFAULTS,
      Object.fromEntries(
        Array.from({ length: 1_000 }, (_, at) => [`${at}`.repeat(50), at]),
      ),
      `there is no ${'0'.repeat(40)}…, ${'1'.repeat(40)}…, ${'2'.repeat(
        40,
      )}… and 997 more: known are id, `,
    ],
    [
      'an exception in other words',
      DEFAULTS,
      { inputs: {}, exception: { type: 'Timeout', text: 'secret' } },
      'exception: there is no text: known are type, message, stacktrace',
    ],
  ])('answers 422 to a record with %s', async (_, query, record, reason) => {
    const post = await aReceiver({ query: new URLSearchParams(query) });
    const { status, body } = await post(record);
    expect(status).toBe(422);
    expect(body).toMatchObject({
      rejected: 1,
      rejections: [{ item: 0, reason: expect.stringContaining(reason) }],
      ids: [null],
    });
    expect(await readStored()).toEqual([]);
  });

  it.each([
    ['in the query', { ...FRAUD }, [{ inputs: {} }]],
    ['in the records', {}, [{ ...FRAUD, inputs: {} }]],
    ['whatever else is wrong with them', { ...FRAUD }, [{ output: {} }, 3]],
  ])(
    'answers 403 to a token for other models than those named %s',
    async (_, query, records) => {
      const post = await aReceiver({ query: new URLSearchParams(query) });
      const { status, body } = await post(records);
      expect(status).toBe(403);
      expect(body.error.message).toBe(
        'the token is not good for mlmodel:default/fraud',
      );
    },
  );

  it('takes records of models that the token is good for beside others', async () => {
    const post = await aReceiver();
    const { status, body } = await post([
      { ...FRAUD, inputs: {} },
      { inputs: {} },
    ]);
    expect(status).toBe(200);
    expect(body.rejections).toEqual([
      { item: 0, reason: 'the token is not good for mlmodel:default/fraud' },
    ]);
    expect(body.accepted).toEqual({ inferences: 1, feedback: 0 });
  });

  it.each(['2026-03-10T12:02:00', '2026-03-10T14:02:00+02:00'])(
    'takes the time %s in UTC unless it has a zone',
    async time => {
      const post = await aReceiver();
      const target = { b: 1 };
      await post({ time, inputs: {}, target, observedAt: time });
      expect(await readStored()).toMatchObject([{ time_ms: NOON_MS, target }]);
    },
  );

  it('takes any names of values, and passes over fields that say nothing', async () => {
    const post = await aReceiver();
    const { status } = await post({
      inputs: { statuscode: 500 },
      outputs: { output: { inputs: 1 } },
      target: { time: 'late' },
      statuscode: null,
    });
    expect(status).toBe(200);
    expect(await readStored()).toMatchObject([
      {
        inputs: { statuscode: 500 },
        outputs: { output: { inputs: 1 } },
        target: { time: 'late' },
      },
    ]);
  });

  it('keeps names that every object inherits apart from their values', async () => {
    const post = await aReceiver();
    await post('{"inputs":{"__proto__":{"polluted":true},"constructor":"x"}}');
    expect('polluted' in {}).toBe(false);
    const [{ inputs }] = await readStored();
    expect(Object.entries(inputs)).toContainEqual([
      '__proto__',
      { polluted: true },
    ]);
  });

  it.each([
    [401, 'a wrong token', { authorization: 'Bearer wrong' }, '{}'],
    [400, 'what is not JSON', {}, '{'],
    [400, 'JSON of another shape', {}, '3'],
    [415, 'another content type', { 'content-type': 'text/csv' }, 'a,b'],
  ])('answers %i to %s', async (status, _, headers, sent) => {
    const post = await aReceiver();
    const answer = await post(sent, headers);
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toEqual(expect.any(String));
  });

  it('takes no misspelt defaults, which would hold for no record', async () => {
    const post = await aReceiver({
      query: new URLSearchParams({ versoin: '3' }),
    });
    const answer = await post({ inputs: { distance: 1 } });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toBe(
      'query: there is no versoin: known are model, version, environment',
    );
    expect(await readStored()).toEqual([]);
  });

  it('asks to come back when too much waits to be written', async () => {
    const post = await aReceiver({
      assertRoom: () => {
        throw new ServiceUnavailableError('20000 records wait');
      },
    });
    const { status, headers } = await post({ inputs: {} });
    expect(status).toBe(429);
    expect(headers.get('retry-after')).toBe('1');
  });
});

/** PostgreSQL's driver parses JSON; SQLite gives text. */
function parseStored(value: unknown) {
  return typeof value === 'string' ? JSON.parse(value) : value;
}
