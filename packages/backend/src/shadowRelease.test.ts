import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import mlModelsPlugin from '@noshelfware/backstage-plugin-ml-models-backend';
import localFeatures from '@noshelfware/backstage-plugin-ml-models-backend-module-local';
import {
  CanaryComparison,
  Deployment,
  isFinalDeploymentStatus,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { until } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import request from 'supertest';
import { parse } from 'yaml';

const run = promisify(execFile);
const ROOT = resolve(__dirname, '../../..');
const HAND_OVER = join(
  ROOT,
  // eslint-disable-next-line no-template-curly-in-string
  'templates/sklearn-service/skeleton/tools/${{values.githubTools}}/hand_over.py',
);
const MODEL = '/api/ml-models/models/default/tiny-model';

/** Starts real services, each in a process, on a machine that may be busy. */
jest.setTimeout(180_000);

function startPortal(dataDir: string) {
  return startTestBackend({
    features: [
      mlModelsPlugin,
      localFeatures,
      catalogServiceMock.factory({
        entities: [
          {
            apiVersion: 'noshelfware.io/v1alpha1',
            kind: 'MlModel',
            metadata: { name: 'tiny-model', namespace: 'default' },
            spec: {
              task: 'tabular-classification',
              lifecycle: 'experimental',
              owner: 'group:default/flight-ops-ds',
              environments: ['production'],
              release: { production: { strategy: 'shadow' } },
              guardrails: {
                bake: 'PT3S',
                minSamples: 20,
                maxDisagreement: 0.2,
                // Of a busy machine nothing is to be learnt.
                maxLatencyRatio: 1_000,
              },
            },
          },
        ],
      }),
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost:7007' },
          mlModels: { local: { dataDir, gatewayPort: 0 } },
        },
      }),
    ],
  });
}

/** Callers that ask for two predictions at a time, one after the other. */
function keepAsking(endpoint: string) {
  let stopped = false;
  const answeredBy = new Map<string | null, number>();
  const asking = (async () => {
    for (let serial = 0; !stopped; serial += 1) {
      const answer = await fetch(`${endpoint}/v2/models/tiny-model/infer`, {
        method: 'POST',
        body: JSON.stringify({
          inputs: [
            {
              name: 'x',
              datatype: 'FP64',
              shape: [2],
              data: [(serial % 20) / 10, ((serial + 7) % 20) / 10],
            },
            {
              name: 'colour',
              datatype: 'BYTES',
              shape: [2],
              data: ['red', 'blue'],
            },
          ],
        }),
      });
      await answer.arrayBuffer();
      const version =
        answer.status === 200
          ? answer.headers.get('x-noshelfware-version')
          : `HTTP ${answer.status}`;
      answeredBy.set(version, (answeredBy.get(version) ?? 0) + 1);
    }
  })();
  return {
    /** @returns who answered meanwhile */
    stop: async () => {
      stopped = true;
      await asking;
      return [...answeredBy.keys()];
    },
  };
}

describe('a release as a shadow', () => {
  let folder: string;
  let portal: Awaited<ReturnType<typeof startPortal>>;
  let token: string;

  const call = (method: 'get' | 'post', path: string, body?: object) =>
    request(portal.server)
      [method](path)
      .set('authorization', mockCredentials.user.header())
      .send(body);

  const git = (...words: string[]) =>
    run('git', ['-c', 'user.name=Ada', '-c', 'user.email=a@b.c', ...words], {
      cwd: join(folder, 'tiny-model'),
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shadow-release-'));
    const repository = join(folder, 'tiny-model');
    await cp(join(ROOT, 'test/tiny-model'), repository, { recursive: true });
    await cp(HAND_OVER, join(repository, 'tools/hand_over.py'));
    await git('init', '--quiet', '--initial-branch', 'main');
    portal = await startPortal(join(folder, 'data'));
    const { body } = await call('post', `${MODEL}/tokens`, {
      purpose: 'register',
      scopeRef: 'mlmodel:default/tiny-model',
      description: 'Of a test',
    });
    token = body.secret;
  });

  afterAll(async () => {
    await portal?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Builds a version that behaves so, and registers it. @returns its number */
  async function build(behaviour: object): Promise<number> {
    const cwd = join(folder, 'tiny-model');
    const file = join(cwd, 'behaviour.json');
    const before = JSON.parse(await readFile(file, 'utf8'));
    await writeFile(file, JSON.stringify({ ...before, ...behaviour }));
    await git('add', '.');
    await git('commit', '--quiet', '--allow-empty', '--message', 'Behave');
    const pipeline = await readFile(join(cwd, 'pipeline.yaml'), 'utf8');
    for (const { name, run: command } of parse(pipeline).stages) {
      if (name !== 'setup') await run('sh', ['-c', command], { cwd });
    }
    const { stdout } = await run('python3', ['tools/hand_over.py'], {
      cwd,
      env: {
        PATH: process.env.PATH,
        PORTAL: `http://localhost:${portal.server.port()}/api/ml-models`,
        MODEL: 'mlmodel:default/tiny-model',
        COMMIT: (await git('rev-parse', 'HEAD')).stdout.trim(),
        NOSHELFWARE_TOKEN: token,
      },
    });
    return Number(/registered version (\d+)/.exec(stdout)?.[1]);
  }

  async function release(version: number): Promise<Deployment> {
    const { body } = await call('post', `${MODEL}/deployments`, {
      environment: 'production',
      version,
    });
    const ended = await until(
      () => call('get', `/api/ml-models/deployments/${body.id}`),
      ({ body: { status } }) => isFinalDeploymentStatus(status),
    );
    return ended.body;
  }

  async function endpointOf(): Promise<string> {
    const { body } = await call('get', MODEL);
    return body.environments[0].endpoint;
  }

  const disagreementOf = (comparison: CanaryComparison | undefined) =>
    comparison?.guardrails.find(
      ({ guardrail, output }) =>
        guardrail === 'disagreement' && output === undefined,
    );

  const answerOf = async ({ id, row }: { id: string; row: number }) => {
    const { body } = await call('get', `${MODEL}/inferences/${id}/${row}`);
    return body;
  };

  it('takes over what answers alike, and ends what does not, by the records of real requests', async () => {
    expect((await release(await build({}))).status).toBe('live');
    const endpoint = await endpointOf();

    const alike = await build({ delayMs: 1 });
    let callers = keepAsking(endpoint);
    const released = await release(alike);
    await callers.stop();
    expect(released.failure).toBeUndefined();
    expect(released.status).toBe('live');
    expect(disagreementOf(released.comparison)).toMatchObject({
      outcome: 'kept',
      candidate: { value: 0 },
    });
    expect(
      disagreementOf(released.comparison)?.candidate?.n,
    ).toBeGreaterThanOrEqual(20);
    expect(released.comparison?.examples).toEqual([]);

    const otherwise = await build({ boundaryShift: 0.5 });
    callers = keepAsking(endpoint);
    const ended = await release(otherwise);
    // Not one caller got an answer of it.
    expect(await callers.stop()).toEqual([String(alike)]);
    expect(ended.status).toBe('failed');
    expect(ended.failure?.message).toMatch(
      new RegExp(
        `^Version ${otherwise} broke its guardrails as a shadow: it answers .* otherwise than version ${alike} \\(limit 20 %\\): above .*, score `,
      ),
    );
    const [example] = ended.comparison?.examples ?? [];
    const candidate = await answerOf(example.candidate);
    const live = await answerOf(example.live);
    expect(candidate).toMatchObject({ version: otherwise, traffic: 'shadow' });
    expect(live).toMatchObject({ version: alike, traffic: 'primary' });
    expect(candidate.inputs).toEqual(live.inputs);
    expect(candidate.requestId).toBe(live.requestId);
    expect(candidate.outputs).not.toEqual(live.outputs);
  });
});
