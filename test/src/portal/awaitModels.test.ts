import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { PROJECT_ROOT } from './projectRoot';

const SCRIPT = join(PROJECT_ROOT, 'scripts/setup/awaitModels.mjs');
const DELAY = '/production/default/delay/versions/3/v2/health/ready';
const FARES = '/staging/default/fares/versions/1/v2/health/ready';

const serving = (version: number) => ({
  shares: [{ version, weight: 100, role: 'primary' }],
});

describe('awaitModels', () => {
  let dataDir: string;
  let gateway: Server;
  /** What the gateway says of a service that does not answer, each once. */
  let troubles: Record<string, string[]>;

  beforeEach(async () => {
    troubles = {};
    dataDir = await mkdtemp(join(tmpdir(), 'noshelfware-models-'));
    gateway = createServer((request, response) => {
      const error = troubles[request.url ?? '']?.shift();
      response.statusCode = error ? 503 : 200;
      response.end(error && JSON.stringify({ error }));
    });
    await new Promise<void>(resolve => {
      gateway.listen(0, '127.0.0.1', resolve);
    });
  });

  afterEach(async () => {
    gateway.closeAllConnections();
    gateway.close();
    await rm(dataDir, { recursive: true });
  });

  async function keepState(traffic: object) {
    const address = gateway.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    await mkdir(join(dataDir, 'supervisor'));
    await writeFile(
      join(dataDir, 'supervisor/state.json'),
      JSON.stringify({ gateway: { port }, traffic }),
    );
  }

  /** In a process of its own: Jest compiles modules that are meant for Node as they are. */
  async function listen(options: { timeoutMs?: number } = {}) {
    const program = `
      const { awaitModels } = await import(${JSON.stringify(
        pathToFileURL(SCRIPT).href,
      )});
      const staying = setInterval(() => {}, 1_000);
      await awaitModels({ ...${JSON.stringify({
        dataDir,
        ...options,
      })}, say: line => console.log(line) });
      clearInterval(staying);
    `;
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--input-type=module',
      '--eval',
      program,
    ]);
    return stdout.split('\n').filter(Boolean);
  }

  it('says that models are starting, and when they answer again', async () => {
    await keepState({
      'production/default/delay': serving(3),
      'staging/default/delay': serving(3),
      'staging/default/fares': serving(1),
    });
    troubles = { [DELAY]: ['starting'], [FARES]: ['starting', 'starting'] };
    await expect(listen()).resolves.toEqual([
      '2 models are starting',
      '2 models answer again',
    ]);
  });

  it('says which model does not answer, and why', async () => {
    await keepState({
      'production/default/delay': serving(3),
      'staging/default/fares': serving(1),
    });
    const why = 'version 3 is down: it ended with 1';
    troubles = { [DELAY]: Array(9).fill(`${why}\nTraceback`) };
    await expect(listen({ timeoutMs: 0 })).resolves.toEqual([
      '2 models are starting',
      '1 of 2 models answer again',
      `default/delay does not answer in production: ${why}`,
    ]);
  });

  it('says so when the gateway is not there', async () => {
    await keepState({ 'production/default/delay': serving(3) });
    gateway.close();
    await expect(listen({ timeoutMs: 0 })).resolves.toEqual([
      '1 model is starting',
      'default/delay does not answer in production: the gateway does not answer (ECONNREFUSED)',
    ]);
  });

  it('calls nothing started that served on', async () => {
    await keepState({ 'production/default/delay': serving(3) });
    await expect(listen()).resolves.toEqual(['1 model answers']);
  });

  it.each([
    ['was ever served', undefined],
    [
      'has traffic',
      { 'staging/default/fares': { shares: [{ version: 1, weight: 0 }] } },
    ],
  ])('says nothing where nothing %s', async (_, traffic) => {
    if (traffic) {
      await keepState(traffic);
    }
    await expect(listen()).resolves.toEqual([]);
  });
});
