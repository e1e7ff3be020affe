import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import mlModelsPlugin from '@noshelfware/backstage-plugin-ml-models-backend';
import localFeatures from '@noshelfware/backstage-plugin-ml-models-backend-module-local';
import {
  aModelReport,
  until,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import request from 'supertest';

const API = '/api/ml-models';
const MODEL = `${API}/models/default/flight-delay`;

/** Answers who it is and where it lives. */
const SERVER = `
require('node:http').createServer((request, response) => {
  request.resume();
  response.end(JSON.stringify({ pid: process.pid, folder: process.cwd(), by: 'registered code' }));
}).listen(process.env.PORT, process.env.HOST);
process.on('SIGTERM', () => process.exit(0));
`;

/** Callers at once, one request after another, until the rebuild has ended. */
const CALLERS = 8;

interface Answer {
  pid: number;
  folder: string;
  by: string;
}

describe('the rebuild of an environment with the local runtime', () => {
  let folder: string;
  let portal: Awaited<ReturnType<typeof startTestBackend>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rebuild-'));
    portal = await startTestBackend({
      features: [
        mlModelsPlugin,
        localFeatures,
        catalogServiceMock.factory({
          entities: [
            {
              apiVersion: 'noshelfware.io/v1alpha1',
              kind: 'MlModel',
              metadata: { name: 'flight-delay', namespace: 'default' },
              spec: {
                task: 'tabular-classification',
                lifecycle: 'experimental',
                owner: 'group:default/flight-ops-ds',
                environments: ['production'],
              },
            },
          ],
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            mlModels: {
              local: { dataDir: join(folder, 'data'), gatewayPort: 0 },
            },
          },
        }),
      ],
    });
  });

  afterAll(async () => {
    await portal?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const call = (method: 'get' | 'post', path: string, body?: object) =>
    request(portal.server)
      [method](path)
      .set('authorization', mockCredentials.user.header())
      .send(body);

  function pack(): Buffer {
    const files = join(folder, 'files');
    mkdirSync(files);
    writeFileSync(
      join(files, 'pipeline.yaml'),
      "stages: [{ name: package, run: 'true' }]\nserve: { run: exec node server.js }\n",
    );
    writeFileSync(join(files, 'server.js'), SERVER);
    const archive = join(folder, 'model.tar.gz');
    execFileSync('tar', ['-czf', archive, '-C', files, '.']);
    return readFileSync(archive);
  }

  async function registerVersion(): Promise<void> {
    const archive = pack();
    const digest = `sha256:${createHash('sha256')
      .update(archive)
      .digest('hex')}`;
    const kept = await request(portal.server)
      .put(`${MODEL}/artifacts/${digest}`)
      .set('authorization', mockCredentials.user.header())
      .set('content-type', 'application/gzip')
      .send(archive);
    const registered = await call('post', `${MODEL}/versions`, {
      report: aModelReport({ artifact: { path: 'model.tar.gz', digest } }),
      artifactUri: kept.body.artifactUri,
    });
    expect(registered.status).toBe(201);
  }

  async function goLive(): Promise<string> {
    await registerVersion();
    const { body } = await call('post', `${MODEL}/deployments`, {
      environment: 'production',
      version: 1,
    });
    await until(
      () => call('get', `${API}/deployments/${body.id}`),
      answer => answer.body.status === 'live',
    );
    const status = await call('get', MODEL);
    return status.body.environments[0].endpoint;
  }

  it('replaces the process and its folder, and no request of callers fails', async () => {
    const endpoint = await goLive();
    const ask = async (): Promise<Answer> =>
      (await fetch(`${endpoint}/who`)).json();
    const before = await ask();
    const code = join(before.folder, 'server.js');
    writeFileSync(
      code,
      readFileSync(code, 'utf8').replace('registered code', 'a patch by hand'),
    );
    const pids = new Set<number>();
    const failed: unknown[] = [];
    let answered = 0;
    let isCalling = true;
    const callOn = async () => {
      while (isCalling) {
        const response = await fetch(`${endpoint}/who`).catch(error => error);
        if (response.status === 200) {
          pids.add((await response.json()).pid);
          answered += 1;
        } else {
          failed.push(response.status ?? response);
        }
      }
    };
    const callers = Array.from({ length: CALLERS }, callOn);

    const started = await call('post', `${API}/rebuilds`, {
      environment: 'production',
    });
    expect(started.status).toBe(201);
    const { body: rebuild } = await until(
      () => call('get', `${API}/rebuilds/${started.body.id}`),
      ({ body }) => body.endedAt !== undefined,
    );
    const after = await ask();
    isCalling = false;
    await Promise.all(callers);

    expect(rebuild.items).toEqual([
      {
        modelRef: 'mlmodel:default/flight-delay',
        state: 'replaced',
        deploymentId: expect.any(String),
        message: 'Fresh instances have taken over: version 1',
      },
    ]);
    expect(failed).toEqual([]);
    expect(answered).toBeGreaterThan(CALLERS);
    expect([...pids].sort()).toEqual([before.pid, after.pid].sort());
    expect(after.pid).not.toBe(before.pid);
    expect(after.folder).not.toBe(before.folder);
    expect(after.by).toBe('registered code');
    expect(() => process.kill(before.pid, 0)).toThrow('ESRCH');
  });
});
