import { TestDatabases } from '@backstage/backend-test-utils';
import { FLIGHT_DELAY } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { execFile } from 'child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'fs/promises';
import { Knex } from 'knex';
import { join, resolve } from 'path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { promisify } from 'util';
import { parse } from 'yaml';
import { z } from 'zod';
import { migrate } from '../database';
import { findPythonExporter } from './__testUtils__/findPythonExporter';
import { INGEST_TOKEN, startReceiver } from './__testUtils__/startReceiver';

const DOCS = resolve(__dirname, '../../../../docs/use');
const run = promisify(execFile);

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});
const python = findPythonExporter();
const itWithPython = python.executable ? it : it.skip;

const collectorSchema = z.object({
  receivers: z.record(z.string(), z.unknown()),
  processors: z.record(z.string(), z.unknown()),
  exporters: z.object({
    'otlphttp/noshelfware': z.object({
      logs_endpoint: z.string(),
      headers: z.object({ authorization: z.string() }),
      retry_on_failure: z.object({ enabled: z.boolean() }),
    }),
  }),
  service: z.object({
    pipelines: z.object({
      logs: z.object({
        receivers: z.array(z.string()),
        processors: z.array(z.string()),
        exporters: z.array(z.string()),
      }),
    }),
  }),
});

let knex: Knex;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let folder: string;

beforeEach(async () => {
  knex = await databases.init('SQLITE_3');
  await migrate(knex);
  receiver = await startReceiver({ knex, nowMs: () => Date.now() });
  // Below this package, so that the examples find its modules.
  const cache = resolve(__dirname, '../../node_modules/.cache');
  await mkdir(cache, { recursive: true });
  folder = await mkdtemp(join(cache, 'documented-'));
});

afterEach(async () => {
  await receiver.close();
  await rm(folder, { recursive: true, force: true });
});

/** @returns the blocks of the page in a language */
async function blocksOf(language: string): Promise<string[]> {
  const page = await readFile(join(DOCS, 'inference-records.md'), 'utf8');
  const blocks = page.matchAll(/^```(\w*)\n(.*?)^```$/gms);
  return [...blocks].flatMap(([, name, code]) =>
    name === language ? [code] : [],
  );
}

/** Runs what a reader would run, with the variables the page begins with. */
function runExample(
  command: string,
  args: string[],
  variables: Record<string, string> = {},
) {
  return run(command, args, {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      PORTAL: new URL(receiver.url).origin,
      TOKEN: INGEST_TOKEN,
      MODEL: FLIGHT_DELAY,
      WHEN: new Date().toISOString().replace(/T.*/, 'T00:00:00Z'),
      // The receiver shares the process of the tests, which may stall: a minute,
      // or for Python, which counts in seconds, as long as it takes.
      OTEL_EXPORTER_OTLP_TIMEOUT: '60000',
      ...variables,
    },
  });
}

async function readStored() {
  const rows = await knex('inference_records').orderBy(['inputs', 'target']);
  return rows.map(({ inputs, target }) => ({
    inputs: JSON.parse(inputs),
    target: JSON.parse(target),
  }));
}

const THE_FLIGHT = {
  inputs: { distance: 1400, carrier: 'UA' },
  target: { delayed: false },
};

describe('the documented examples', () => {
  itWithPython(
    `in Python report a prediction and its outcome${
      python.reason ? ` (skipped: ${python.reason})` : ''
    }`,
    async () => {
      const [code] = await blocksOf('python');
      await runExample(python.executable ?? '', ['-c', code]);
      // eslint-disable-next-line jest/no-standalone-expect -- within `it` by another name
      expect(await readStored()).toEqual([THE_FLIGHT]);
    },
  );

  /** @returns the example as a file that Node runs */
  async function writeTypeScriptExample(): Promise<string> {
    const [code] = await blocksOf('ts');
    const { outputText } = transpileModule(code, {
      compilerOptions: {
        module: ModuleKind.ESNext,
        target: ScriptTarget.ES2022,
      },
    });
    const script = join(folder, 'example.mjs');
    await writeFile(script, outputText);
    return script;
  }

  it('in TypeScript report a prediction and its outcome', async () => {
    const script = await writeTypeScriptExample();
    await runExample(process.execPath, [script]);
    expect(await readStored()).toEqual([THE_FLIGHT]);
  });

  it.each([
    ['a token that is none', { TOKEN: 'nsw_ingest_none' }, '401'],
    [
      'a model that the token is not good for',
      { MODEL: 'mlmodel:default/ghost' },
      'the token is not good for mlmodel:default/ghost',
    ],
  ])('in TypeScript tell of %s', async (_, variables, told) => {
    const script = await writeTypeScriptExample();
    const { stderr, stdout } = await runExample(
      process.execPath,
      [script],
      variables,
    );
    expect(stderr + stdout).toContain(told);
  });

  it('of curl send, tell outcomes and import', async () => {
    for (const code of await blocksOf('sh')) {
      await runExample('sh', ['-c', `set -e\n${code}`]);
    }
    expect(await readStored()).toEqual([
      { inputs: { distance: -1 }, target: null },
      { ...THE_FLIGHT, target: null },
      THE_FLIGHT,
      THE_FLIGHT,
    ]);
  });

  it('have a Collector whose pipeline is made of what is configured', async () => {
    const config = collectorSchema.parse(
      parse(await readFile(join(DOCS, 'otel-collector.yaml'), 'utf8')),
    );
    for (const kind of ['receivers', 'processors', 'exporters'] as const) {
      expect(config.service.pipelines.logs[kind]).toEqual(
        Object.keys(config[kind]),
      );
    }
    const exporter = config.exporters['otlphttp/noshelfware'];
    expect(exporter.logs_endpoint).toBe(
      `\${env:NOSHELFWARE_URL}${new URL(receiver.url).pathname}`,
    );
    expect(exporter.headers.authorization).toMatch(/^Bearer /);
    expect(exporter.retry_on_failure.enabled).toBe(true);
  });

  it('are in a page that links to files that are there', async () => {
    const page = await readFile(join(DOCS, 'inference-records.md'), 'utf8');
    const links = [...page.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)];
    expect(links.length).toBeGreaterThan(0);
    for (const [, path] of links) {
      const [file] = path.split('#');
      await expect(readFile(join(DOCS, file))).resolves.toBeDefined();
    }
  });
});
