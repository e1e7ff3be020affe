import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  ColumnMapping,
  ImportQuery,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { NOON_MS } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { readFile } from 'fs/promises';
import { Knex } from 'knex';
import { resolve } from 'path';
import { gzipSync } from 'zlib';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { migrate } from '../../database';
import {
  INGEST_TOKEN,
  ReceiverOptions,
  startReceiver,
} from '../__testUtils__/startReceiver';

const CSV = 'text/csv';
const NDJSON = 'application/x-ndjson';
const PARQUET = 'application/vnd.apache.parquet';

const FLIGHTS_MAPPING: ColumnMapping = {
  id: 'flight',
  time: 'predicted_at',
  inputs: ['distance', 'wind', 'carrier', 'legs'],
  outputs: ['delayed'],
  target: { delayed: 'was_delayed' },
};

type QueryChanges = Partial<Omit<ImportQuery, 'mapping'>> & {
  mapping?: ColumnMapping;
};

let knex: Knex;
let close: () => Promise<void> = async () => {};

afterEach(() => close());

async function anImporter(options: Partial<ReceiverOptions> = {}) {
  const receiver = await startReceiver({
    knex,
    nowMs: () => NOON_MS + 60_000,
    // The captures are years old.
    policy: { retentionDays: 10_000 },
    ...options,
  });
  close = receiver.close;
  return async (
    body: string | Uint8Array,
    contentType: string,
    query: QueryChanges = {},
    headers: Record<string, string> = {},
  ) => {
    const { mapping, ...rest } = query;
    const search = new URLSearchParams({
      version: 'v-one',
      environment: 'production',
      ...rest,
      ...(mapping ? { mapping: JSON.stringify(mapping) } : {}),
    });
    const response = await fetch(`${receiver.importsUrl}?${search}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${INGEST_TOKEN}`,
        'content-type': contentType,
        ...headers,
      },
      body,
    });
    return { status: response.status, body: await response.json() };
  };
}

async function countFailuresUntold(): Promise<number> {
  const [{ untold }] = await knex('profile_windows').sum({
    untold: 'failures_untold',
  });
  return Number(untold);
}

async function readStored() {
  const rows = await knex('inference_records').orderBy([
    'time_ms',
    'inference_id',
    'row_index',
  ]);
  return rows.map(row => ({
    ...row,
    time_ms: Number(row.time_ms),
    inputs: parseStored(row.inputs),
    outputs: parseStored(row.outputs),
    target: parseStored(row.target),
  }));
}

async function countProfiled() {
  const [{ requests }] = await knex('profile_windows').sum({
    requests: 'requests',
  });
  return Number(requests);
}

describeEachDatabase('the import route', openDatabase => {
  beforeEach(async () => {
    knex = await openDatabase();
  });

  it.each<[string, number, string, QueryChanges]>([
    ['sagemaker.jsonl', 3, NDJSON, { format: 'sagemaker' }],
    ['kserve.jsonl', 2, NDJSON, { format: 'kserve' }],
    ['databricks.csv', 3, CSV, { format: 'databricks' }],
    [
      'flights.snappy.parquet',
      6,
      PARQUET,
      { format: 'table', mapping: FLIGHTS_MAPPING },
    ],
  ])('takes %s again without doubling anything', async (...args) => {
    const [name, rows, contentType, query] = args;
    const post = await anImporter();
    const file = await aFixture(name);

    const dry = await post(file, contentType, { ...query, dryRun: 'true' });
    expect(dry.status).toBe(200);
    expect(dry.body).not.toHaveProperty('newInferences');
    expect(await readStored()).toEqual([]);
    expect(await knex('inference_models')).toEqual([]);

    const first = await post(file, contentType, query);
    expect(first.body).toEqual({
      ...dry.body,
      dryRun: false,
      newInferences: rows,
      knownInferences: 0,
    });
    const stored = await readStored();
    expect(first.body.inferences).toBe(rows);
    expect(stored).toHaveLength(rows);

    const again = await post(file, contentType, query);
    expect(again.body).toEqual({
      ...first.body,
      newInferences: 0,
      knownInferences: rows,
    });
    expect(await readStored()).toEqual(stored);
    expect(await countProfiled()).toBe(rows);
  });
});

describe('the import route', () => {
  const databases = TestDatabases.create({
    ids: ['SQLITE_3'],
    disableDocker: true,
  });

  beforeEach(async () => {
    knex = await databases.init('SQLITE_3');
    await migrate(knex);
  });

  it('reads captures of SageMaker, and names what they lack', async () => {
    const post = await anImporter();
    const { body } = await post(await aFixture('sagemaker.jsonl'), NDJSON, {
      format: 'sagemaker',
      inputs: 'crime,zone',
      outputs: 'price',
    });
    expect(body).toEqual({
      dryRun: false,
      format: 'sagemaker',
      read: 3,
      inferences: 3,
      newInferences: 3,
      knownInferences: 0,
      feedback: 0,
      rejected: 0,
      reasons: [],
      missing: ['statusCode', 'durationMs', 'exception'],
      from: '2020-07-30T13:36:30.000Z',
      until: '2022-02-14T17:25:49.000Z',
    });
    const [first] = await readStored();
    expect(first.inputs).toMatchObject({
      crime: 0.00632,
      zone: 18,
      input_11: 4.98,
    });
    expect(first.outputs).toEqual({ price: 30.4133586884 });
    expect(first.status_code).toBeNull();
    expect(JSON.parse(first.imported)).toEqual({
      format: 'sagemaker',
      missing: ['statusCode', 'durationMs', 'exception'],
    });
    // Nobody could have told that one of them failed.
    expect(await countFailuresUntold()).toBe(3);
  });

  it.each([
    ['of a column that says so', { statusCode: 'status' }, 0],
    ['of no column', {}, 1],
  ])(
    'knows of a table %s whether it has failures',
    async (_, fields, untold) => {
      const post = await anImporter();
      const file =
        'at,distance,status,delayed\n2026-03-10T11:00:00Z,1400,200,true\n';
      const mapping = { time: 'at', outputs: ['delayed'], ...fields };
      await post(file, 'text/csv', { format: 'table', mapping });
      expect(await countProfiled()).toBe(1);
      expect(await countFailuresUntold()).toBe(untold);
    },
  );

  it('marks nothing of our own records, which have a place for everything', async () => {
    const post = await anImporter();
    const record = { time: '2026-03-10T11:00:00Z', inputs: { distance: 1 } };
    await post(JSON.stringify(record), NDJSON, { format: 'records' });
    expect(await readStored()).toMatchObject([{ imported: null }]);
    expect(await countFailuresUntold()).toBe(0);
  });

  it('joins requests and responses of KServe, row by row', async () => {
    const post = await anImporter();
    const { body } = await post(await aFixture('kserve.jsonl'), NDJSON, {
      format: 'kserve',
    });
    expect(body).toMatchObject({
      read: 2,
      inferences: 2,
      reasons: [
        {
          reason: expect.stringContaining('the request has no response'),
          count: 1,
          firstLine: 3,
        },
      ],
      missing: ['statusCode', 'durationMs', 'exception'],
    });
    expect(await readStored()).toMatchObject([
      {
        time_ms: Date.UTC(2023, 3, 5, 7, 39, 53, 501),
        row_index: 0,
        inputs: { input_0: 6.8, input_3: 1.4 },
        outputs: { output: 1 },
      },
      { row_index: 1, inputs: { input_0: 6 } },
    ]);
  });

  it('reads inference tables of Databricks, failures too', async () => {
    const post = await anImporter();
    const { body } = await post(await aFixture('databricks.csv'), CSV, {
      format: 'databricks',
    });
    expect(body.missing).toEqual(['stacktrace']);
    expect(await readStored()).toMatchObject([
      {
        time_ms: 1695825265812,
        status_code: 200,
        duration_ms: 43,
        request_id: 'booking-77',
        version: 2,
        inputs: { Temperature: 6.559, Humidity: 73.8 },
        outputs: { output: 34055.7 },
      },
      { row_index: 1, outputs: { output: 29814.7 } },
      {
        failed: expect.anything(),
        status_code: 400,
        error_type: 'BAD_REQUEST',
        error_message: 'Failed to enforce schema of data',
        inputs: { Temperature: 'warm', Humidity: 60 },
      },
    ]);
  });

  it.each(['snappy', 'zstd'])('reads Parquet packed by %s', async codec => {
    const post = await anImporter();
    const file = await aFixture(`flights.${codec}.parquet`);
    const { body } = await post(file, PARQUET, {
      format: 'table',
      mapping: FLIGHTS_MAPPING,
    });
    expect(body).toMatchObject({ read: 6, inferences: 6, feedback: 3 });
    expect((await readStored())[2]).toMatchObject({
      time_ms: Date.UTC(2026, 2, 10, 11, 2),
      // The wind of this one is missing.
      inputs: { distance: 200, carrier: 'UA', legs: [2, 3] },
      outputs: { delayed: true },
      target: { delayed: false },
    });
  });

  it('reads CSV by its mapping, and gives rows without an id one of their content', async () => {
    const post = await anImporter();
    const csv = [
      'when,code,distance,"note, if any",late',
      '2026-03-10 11:00:00,007,1400,"first ""of"" two",true',
      '2026-03-10 11:00:00,007,1400,"first ""of"" two",true',
      '2026-03-10 11:00:00,008,,,',
      'yesterday,009,1,,',
    ].join('\r\n');
    const query: QueryChanges = {
      format: 'table',
      mapping: { time: 'when', outputs: ['late'], text: ['code'] },
    };
    const packed = gzipSync(csv);
    const gzip = { 'content-encoding': 'gzip' };
    const { body } = await post(packed, CSV, query, gzip);
    expect(body).toMatchObject({
      read: 4,
      inferences: 3,
      newInferences: 2,
      knownInferences: 1,
      reasons: [
        { reason: "column 'when' is not a time", count: 1, firstLine: 5 },
      ],
      missing: [
        'statusCode',
        'durationMs',
        'errorType',
        'requestId',
        'errorMessage',
      ],
    });
    const stored = await readStored();
    expect(stored).toHaveLength(2);
    expect(stored.map(({ inputs }) => inputs)).toEqual(
      expect.arrayContaining([
        { code: '007', distance: 1400, 'note, if any': 'first "of" two' },
        { code: '008' },
      ]),
    );
    expect(stored[0].time_ms).toBe(Date.UTC(2026, 2, 10, 11));
  });

  it('keeps what is a text as the file has it, also where it looks like a number', async () => {
    const post = await anImporter();
    const csv = [
      'at,model,request,kind,said,distance',
      '2026-03-10T11:00:00Z,v-one,0012,404,0,1400',
      '2026-03-10T11:01:00Z,v-one,12,,,1400',
    ].join('\n');
    const { body } = await post(csv, CSV, {
      format: 'table',
      mapping: {
        time: 'at',
        version: 'model',
        requestId: 'request',
        errorType: 'kind',
        errorMessage: 'said',
      },
    });
    expect(body).toMatchObject({ read: 2, inferences: 2, rejected: 0 });
    expect(await readStored()).toMatchObject([
      { request_id: '0012', error_type: '404', error_message: '0' },
      { request_id: '12', error_type: null, error_message: null },
    ]);
  });

  it('rejects lines of CSV that the header does not fit, and takes the rest', async () => {
    const post = await anImporter();
    const csv = [
      'at,distance,late',
      '2026-03-10T11:00:00Z,1400,true',
      'short,row',
      '2026-03-10T11:01:00Z,200,"a',
      'note",secret',
      '',
      '2026-03-10T11:02:00Z,300,false',
      'only this',
    ].join('\n');
    const query: QueryChanges = { format: 'table', mapping: { time: 'at' } };
    const dry = await post(csv, CSV, { ...query, dryRun: 'true' });
    expect(dry).toMatchObject({
      status: 200,
      body: {
        read: 5,
        inferences: 2,
        rejected: 3,
        reasons: [
          { reason: ofColumns(2), count: 1, firstLine: 3 },
          { reason: ofColumns(4), count: 1, firstLine: 5 },
          { reason: ofColumns(1), count: 1, firstLine: 8 },
        ],
      },
    });
    const { body } = await post(csv, CSV, query);
    expect(body).toEqual({
      ...dry.body,
      dryRun: false,
      newInferences: 2,
      knownInferences: 0,
    });
    expect(await readStored()).toMatchObject([
      { inputs: { distance: 1400, late: true } },
      { inputs: { distance: 300, late: false } },
    ]);

    function ofColumns(count: number): string {
      return `columns are missing or too many: the line has ${count}, the header 3`;
    }
  });

  it('says of what it takes that it may be mistyped, in a dry run too', async () => {
    const post = await anImporter({
      known: {
        listEnvironments: async () => {
          const stored = await readStored();
          return stored.map(row => row.environment);
        },
        listDeclaredEnvironments: async () => ['staging'],
        findVersions: async () => ({ registered: [], newest: 3 }),
        findOutcomes: async () => ({
          version: 3,
          outcomes: [
            { name: 'delayed', type: 'boolean' },
            { name: 'minutes', type: 'number' },
          ],
        }),
      },
    });
    const rows = Array.from(
      { length: 2_500 },
      (_, at) => `2026-03-10T11:00:00Z,${at},${at ? 'true' : 'maybe'},x`,
    );
    const csv = ['at,distance,was_delayed,took', ...rows].join('\n');
    const query: QueryChanges = {
      format: 'table',
      mapping: {
        time: 'at',
        target: { delayed: 'was_delayed', minutes: 'took' },
      },
    };
    const dry = await post(csv, CSV, { ...query, dryRun: 'true' });
    expect(dry.body.notes).toEqual([
      expect.stringMatching(/^Version 'v-one' is not registered: .* 3\./),
      expect.stringMatching(/^Environment 'production' is new: /),
      expect.stringContaining("'delayed', 1 of 2500 values are of another"),
      expect.stringContaining("'minutes', 2500 of 2500 values are of another"),
    ]);
    const { body } = await post(csv, CSV, query);
    expect(body.notes).toEqual(dry.body.notes);
    const again = await post(csv, CSV, query);
    expect(again.body.notes).toEqual(
      dry.body.notes.filter((note: string) => !note.includes('is new')),
    );
  });

  it('names all columns of the mapping that the file does not have', async () => {
    const post = await anImporter();
    const at = '2026-03-10T11:00:00Z';
    const { body } = await post(`at,distance\n${at},1400\n`, CSV, {
      format: 'table',
      mapping: {
        time: 'at',
        id: 'booking',
        outputs: ['delayed'],
        target: { delayed: 'delayed', late: 'toString' },
      },
    });
    expect(body.reasons).toEqual([
      {
        reason: "the file has no columns 'booking', 'delayed', 'toString'",
        count: 1,
        firstLine: 2,
      },
    ]);
    const one = await post(`at,distance\n${at},1400\n`, CSV, {
      format: 'table',
      mapping: { time: 'when' },
    });
    expect(one.body.reasons).toMatchObject([
      { reason: "the file has no column 'when'" },
    ]);
  });

  it.each([
    ['s', 'ms', 1970],
    ['ms', 's', 58_158],
  ] as const)(
    'says that times in %s are not in %s',
    async (unit, timeUnit, year) => {
      const post = await anImporter();
      const time = unit === 's' ? NOON_MS / 1000 : NOON_MS;
      const { status, body } = await post(`t,x\n${time},1\n`, CSV, {
        format: 'table',
        mapping: { time: 't', timeUnit, inputs: ['x'] },
      });
      expect(status).toBe(422);
      expect(body.reasons[0].reason).toBe(
        `column 't' has times of the year ${year}, read as numbers in ${timeUnit}: give the mapping the timeUnit that they are in, s, ms, us or ns`,
      );
    },
  );

  it('answers 422 where nothing of a file is fit to be taken, and 200 to one without a line', async () => {
    const post = await anImporter();
    const query = { format: 'table', mapping: { time: 't', inputs: ['x'] } };
    const unfit = await post('t;x\n1;2\n', CSV, query as QueryChanges);
    expect([unfit.status, unfit.body.rejected]).toEqual([422, 1]);
    const dry = await post('t;x\n1;2\n', CSV, {
      ...query,
      dryRun: 'true',
    } as QueryChanges);
    expect(dry.status).toBe(422);
    const empty = await post('', CSV, query as QueryChanges);
    expect([empty.status, empty.body.read]).toEqual([200, 0]);
  });

  it('does not repeat a file that is not CSV', async () => {
    const post = await anImporter();
    const { status, body } = await post(`a,"b${'x'.repeat(3_000)}`, CSV, {
      format: 'table',
      mapping: { time: 't', inputs: ['x'] },
    });
    expect(status).toBe(400);
    expect(body.error.message).toMatch(/^The file is not CSV: .{1,201}$/);
  });

  it('says of a token that is neither an ingest token nor a person’s what to do', async () => {
    const post = await anImporter();
    const { status, body } = await post(
      '',
      CSV,
      { format: 'table' },
      {
        authorization: 'Bearer nsw_ingest_of_yesterday',
      },
    );
    expect(status).toBe(401);
    expect(body.error.message).toContain('wrong, revoked or expired');
  });

  it('says first that a token is good for other models', async () => {
    const receiver = await startReceiver({ knex, nowMs: () => NOON_MS });
    close = receiver.close;
    const others = receiver.importsUrl.replace('flight-delay', 'taxi-out-time');
    // Names no version, which is wrong, too.
    const response = await fetch(`${others}?format=records`, {
      method: 'POST',
      headers: { authorization: `Bearer ${INGEST_TOKEN}` },
      body: '{"inputs":{"a":1}}',
    });
    expect(response.status).toBe(403);
    expect((await response.json()).error.message).toBe(
      'the token is not good for mlmodel:default/taxi-out-time',
    );
  });

  it('brings up no version in a dry run', async () => {
    const asked: string[] = [];
    const post = await anImporter({
      versions: {
        resolve: async (_, label) => asked.push(label),
      },
    });
    const query = { format: 'records' } as const;
    const line = '{"inputs":{"a":1}}';
    await post(line, NDJSON, { ...query, dryRun: 'true' });
    expect(asked).toEqual([]);
    await post(line, NDJSON, query);
    expect(asked).toEqual(['v-one']);
  });

  it('takes our own plain JSON, one record a line', async () => {
    const post = await anImporter();
    const aRecord = (at: number) =>
      JSON.stringify({ id: `order-${at}`, time: NOON_MS, inputs: { a: at } });
    const lines = Array.from({ length: 2_500 }, (_, at) => aRecord(at)).join(
      '\n',
    );
    const { body } = await post(lines, NDJSON, {
      format: 'records',
      replay: 'true',
    });
    expect(body).toMatchObject({ read: 2_500, inferences: 2_500, rejected: 0 });
    expect(await countProfiled()).toBe(2_500);
    const again = await post(`${lines}\n${aRecord(2_500)}`, NDJSON, {
      format: 'records',
      replay: 'true',
    });
    expect(again.body).toMatchObject({
      inferences: 2_501,
      newInferences: 1,
      knownInferences: 2_500,
    });
    const replayed = await knex('inference_records').where('replay', true);
    expect(replayed).toHaveLength(2_501);
  });

  it('rejects lines of plain JSON with fields that nobody knows', async () => {
    const post = await anImporter();
    const lines = [
      '{"inputs":{"a":1},"output":{"b":2},"statuscode":500}',
      '{"inputs":{"a":2},"outputs":{"b":2},"statusCode":500}',
    ].join('\n');
    const query = { format: 'records' } as const;
    expect(await post(lines, NDJSON, query)).toMatchObject({
      status: 200,
      body: {
        inferences: 1,
        reasons: [
          {
            reason: expect.stringMatching(
              /^the record: .*output, statuscode: /,
            ),
            firstLine: 1,
          },
        ],
      },
    });
    expect(await readStored()).toMatchObject([{ inputs: { a: 2 } }]);
  });

  it('lets in people who may see the model, and nobody else', async () => {
    const post = await anImporter();
    const asUser = { authorization: mockCredentials.user.header() };
    const line = '{"inputs":{"a":1}}';
    const query = { format: 'records' } as const;
    expect(await post(line, NDJSON, query, asUser)).toMatchObject({
      status: 200,
      body: { inferences: 1 },
    });
    const asNobody = { authorization: 'Bearer wrong' };
    const { status } = await post(line, NDJSON, query, asNobody);
    expect(status).toBe(401);
    const ofAnother =
      '{"model":"mlmodel:default/flight-ghost","inputs":{"a":1}}';
    expect(await post(ofAnother, NDJSON, query, asUser)).toMatchObject({
      body: {
        rejected: 1,
        inferences: 0,
        reasons: [
          { reason: 'the token is not good for mlmodel:default/flight-ghost' },
        ],
      },
    });
  });

  it('passes over any number of lines that it does not take', async () => {
    const post = await anImporter();
    const ofAnother =
      '{"model":"mlmodel:default/flight-ghost","inputs":{"a":1}}\n';
    const body = `${ofAnother.repeat(50_001)}{"inputs":{"a":1}}`;
    expect(await post(body, NDJSON, { format: 'records' })).toMatchObject({
      status: 200,
      body: { rejected: 50_001, inferences: 1 },
    });
  });

  it.each([
    [
      { dryrun: 'true' },
      /^query: there is no dryrun: known are format, dryRun, version, /,
    ],
    [
      { mapping: { time: 'at', status: 'code' } },
      /^query\.mapping: there is no status: known are id, time, .*, statusCode, /,
    ],
  ])(
    'stores nothing by a name that it does not know: %j',
    async (names, message) => {
      const post = await anImporter();
      const file = 'at,code\n2026-03-01T10:00:00Z,500\n';
      expect(
        await post(file, CSV, {
          format: 'table',
          mapping: { time: 'at' },
          ...names,
        }),
      ).toMatchObject({
        status: 400,
        body: { error: { message: expect.stringMatching(message) } },
      });
      expect(await readStored()).toEqual([]);
    },
  );

  it.each<[number, string, string, string, QueryChanges]>([
    [400, 'a format that is none', 'x', NDJSON, {}],
    [400, 'a table without a mapping', 'a\n1', CSV, { format: 'table' }],
    [
      400,
      'what is no Parquet',
      'PAR1 or not',
      PARQUET,
      { format: 'table', mapping: FLIGHTS_MAPPING },
    ],
    [
      400,
      'CSV with an open quote',
      'a,b\n1,"2',
      CSV,
      { format: 'table', mapping: { time: 'a' } },
    ],
    [
      415,
      'a table of another type',
      'a;b',
      'application/vnd.ms-excel',
      { format: 'table', mapping: { time: 'a' } },
    ],
  ])('answers %i to %s', async (status, _, body, contentType, query) => {
    const post = await anImporter();
    const answer = await post(body, contentType, query);
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toEqual(expect.any(String));
  });
});

function aFixture(name: string) {
  return readFile(resolve(__dirname, '__fixtures__', name));
}

/** PostgreSQL's driver parses JSON; SQLite gives text. */
function parseStored(value: unknown) {
  return typeof value === 'string' ? JSON.parse(value) : value;
}
