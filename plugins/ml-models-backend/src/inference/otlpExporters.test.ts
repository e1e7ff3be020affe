import { TestDatabases } from '@backstage/backend-test-utils';
import {
  anInferenceId,
  FLIGHT_DELAY,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { execFile } from 'child_process';
import { Knex } from 'knex';
import { resolve } from 'path';
import { promisify } from 'util';
import { migrate } from '../database';
import { findPythonExporter } from './__testUtils__/findPythonExporter';
import { INGEST_TOKEN, startReceiver } from './__testUtils__/startReceiver';

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});
const python = findPythonExporter();
const itWithPython = python.executable ? it : it.skip;

const RESOURCE = [
  'service.name=flight-delay',
  'service.version=v-one',
  'service.instance.id=instance-1',
  'deployment.environment.name=production',
  `noshelfware.model=${encodeURIComponent(FLIGHT_DELAY)}`,
];

/**
 * Longer than the receiver, which shares the process of the tests, may stall: a
 * minute, or for Python, which counts in seconds, as long as it takes.
 */
const EXPORT_TIMEOUT = '60000';

/** When the exporters say that the outcome was seen. */
const OUTCOME_MS = Date.UTC(2026, 2, 10, 15);

let knex: Knex;
let receiver: Awaited<ReturnType<typeof startReceiver>>;

beforeEach(async () => {
  knex = await databases.init('SQLITE_3');
  await migrate(knex);
  receiver = await startReceiver({ knex, nowMs: () => OUTCOME_MS + 60_000 });
});

afterEach(() => receiver.close());

/** Runs a script that exports as a service does; fails as it does. */
async function runExporter(
  command: string,
  args: string[],
  compression: string,
): Promise<void> {
  const [script, ...rest] = args;
  await promisify(execFile)(
    command,
    [resolve(__dirname, '__fixtures__', script), ...rest],
    {
      env: {
        PATH: process.env.PATH,
        OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: receiver.url,
        OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${INGEST_TOKEN}`,
        OTEL_EXPORTER_OTLP_COMPRESSION: compression,
        OTEL_EXPORTER_OTLP_TIMEOUT: EXPORT_TIMEOUT,
        OTEL_RESOURCE_ATTRIBUTES: RESOURCE.join(','),
        INFERENCE_IDS: [1, 2].map(it => anInferenceId(NOON_MS, it)).join(','),
      },
    },
  );
}

/** What is stored, its JSON parsed. */
async function readStored() {
  const rows = await knex('inference_records').orderBy('inference_id');
  return rows.map(row => ({
    ...row,
    inputs: JSON.parse(row.inputs),
    outputs: JSON.parse(row.outputs),
    target: JSON.parse(row.target),
  }));
}

/** @param place - of the exception */
function whatWasReported(place: string) {
  return [
    {
      inference_id: anInferenceId(NOON_MS, 1),
      time_ms: NOON_MS,
      environment: 'production',
      version: 1,
      traffic: 'canary',
      replay: 0,
      failed: 0,
      status_code: 200,
      duration_ms: 12.5,
      request_id: 'request-1',
      instance_id: 'instance-1',
      sequence: 1,
      observed_ms: OUTCOME_MS,
      // NaN is a missing value; nested values stay in the body.
      inputs: { distance: 1400, carrier: 'UA', legs: [1, 2.5] },
      outputs: { delayed: true, probability: 0.75 },
      target: { delayed: true },
    },
    {
      inference_id: anInferenceId(NOON_MS, 2),
      traffic: 'primary',
      failed: 1,
      status_code: 500,
      error_type: 'ValueError',
      error_message: 'distance is negative',
      error_place: place,
      inputs: { distance: -1 },
    },
  ];
}

describe('the receiver understands', () => {
  it.each([
    ['proto', 'none'],
    ['proto', 'gzip'],
    ['http', 'none'],
    ['http', 'gzip'],
  ])(
    "OpenTelemetry's exporter for JavaScript, %s, compression %s",
    async (encoding, compression) => {
      const args = ['emit-inferences.mjs', encoding];
      await runExporter(process.execPath, args, compression);
      expect(await readStored()).toMatchObject(
        whatWasReported('serve.js:12 in predict'),
      );
    },
  );

  itWithPython(
    `OpenTelemetry's exporter for Python${
      python.reason ? ` (skipped: ${python.reason})` : ''
    }`,
    async () => {
      const args = ['emit_inferences.py'];
      await runExporter(python.executable ?? '', args, 'gzip');
      // eslint-disable-next-line jest/no-standalone-expect -- within `it` by another name
      expect(await readStored()).toMatchObject(
        whatWasReported('emit_inferences.py:23 in predict'),
      );
    },
  );
});
