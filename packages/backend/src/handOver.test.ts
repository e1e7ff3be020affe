import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFile,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { createServer, Server } from 'node:http';
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
import mlModelsModuleGitHub from '@noshelfware/backstage-plugin-ml-models-backend-module-github';
import localFeatures from '@noshelfware/backstage-plugin-ml-models-backend-module-local';
import { until } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import request from 'supertest';
import { parse } from 'yaml';

const run = promisify(execFile);
const ROOT = resolve(__dirname, '../../..');
const SKELETON = join(ROOT, 'templates/sklearn-service/skeleton');
/** What the template adds for GitHub, by where it goes. */
const FILES = {
  // eslint-disable-next-line no-template-curly-in-string
  'tools/hand_over.py': 'tools/${{values.githubTools}}/hand_over.py',
  'tools/stage.py': 'tools/stage.py',
  '.github/workflows/noshelfware.yml':
    // eslint-disable-next-line no-template-curly-in-string
    '.github/${{values.githubWorkflows}}/noshelfware.yml',
};
const MODEL = '/api/ml-models/models/default/tiny-model';
const REPOSITORY = 'Flights/tiny-model';

/** Signs as GitHub Actions does, for whichever audience a job asks. */
async function startActions(repository: string) {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const key = { ...(await exportJWK(publicKey)), kid: '1', alg: 'RS256' };
  const server: Server = createServer(async (asked, response) => {
    const url = new URL(asked.url ?? '', issuer());
    const audience = url.searchParams.get('audience');
    const id = url.searchParams.get('run');
    const value =
      audience &&
      (await new SignJWT({ repository, run_id: id })
        .setProtectedHeader({ alg: 'RS256', kid: '1' })
        .setIssuer(issuer())
        .setAudience(audience)
        .setExpirationTime('5 minutes')
        .sign(privateKey));
    response.end(JSON.stringify(value ? { value } : { keys: [key] }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  function issuer() {
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    return `http://127.0.0.1:${port}`;
  }
  return { issuer: issuer(), stop: () => server.close() };
}

async function startPortal(dataDir: string, issuer: string) {
  return startTestBackend({
    features: [
      mlModelsPlugin,
      localFeatures,
      mlModelsModuleGitHub,
      catalogServiceMock.factory({
        entities: [
          {
            apiVersion: 'noshelfware.io/v1alpha1',
            kind: 'MlModel',
            metadata: {
              name: 'tiny-model',
              namespace: 'default',
              annotations: {
                'backstage.io/source-location':
                  'url:https://github.com/flights/tiny-model/tree/main/',
              },
            },
            spec: {
              task: 'tabular-classification',
              lifecycle: 'experimental',
              owner: 'group:default/flight-ops-ds',
              environments: ['production'],
            },
          },
        ],
      }),
      mockServices.httpAuth.factory({
        defaultCredentials: mockCredentials.none(),
      }),
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost:7007' },
          mlModels: {
            local: { dataDir, gatewayPort: 0 },
            github: { issuers: [{ host: 'github.com', issuer }] },
          },
        },
      }),
    ],
  });
}

/** Makes a repository of the tiny model, with what the template adds for GitHub. */
async function writeTinyModel(folder: string): Promise<string> {
  await cp(join(ROOT, 'test/tiny-model'), folder, { recursive: true });
  for (const [to, from] of Object.entries(FILES)) {
    await cp(join(SKELETON, from), join(folder, to));
  }
  const pipeline = join(folder, 'pipeline.yaml');
  const text = await readFile(pipeline, 'utf8');
  // As the template's own setup, it brings what stage.py reads the other stages with.
  await writeFile(
    pipeline,
    text.replace(
      'run: node src/stage.mjs setup',
      'run: python3 -m pip install --quiet pyyaml && node src/stage.mjs setup',
    ),
  );
  const git = (...words: string[]) =>
    run('git', ['-c', 'user.name=Ada', '-c', 'user.email=a@b.c', ...words], {
      cwd: folder,
    });
  await git('init', '--quiet', '--initial-branch', 'main');
  await git('remote', 'add', 'origin', `https://github.com/${REPOSITORY}.git`);
  await git('add', '.');
  await git('commit', '--quiet', '--message', 'Learn to tell above from below');
  return (await git('rev-parse', 'HEAD')).stdout.trim();
}

/** Runs all stages but setup, as a runner does. */
async function build(folder: string): Promise<void> {
  const text = await readFile(join(folder, 'pipeline.yaml'), 'utf8');
  for (const { name, run: command } of parse(text).stages) {
    if (name !== 'setup') {
      await run('sh', ['-c', command], { cwd: folder });
    }
  }
}

/** After the build: what serves needs no Python. */
async function nameLockFile(folder: string): Promise<void> {
  await writeFile(join(folder, 'requirements.lock'), 'numpy==2.3.1\n');
  await appendFile(
    join(folder, 'pipeline.yaml'),
    'environment: { python: ">=3.10", lock: requirements.lock }\n',
  );
}

/** Stands in for the only action of the workflow, which act would fetch from GitHub. */
const checkoutOf = (folder: string) => `name: checkout
inputs: { ref: { required: true } }
runs:
  using: composite
  steps:
    - shell: bash
      run: |
        git clone --quiet '${folder}' .
        git checkout --quiet '\${{ inputs.ref }}'
`;

/** Runs the workflow on this machine, as GitHub's runners would on theirs. */
async function runByAct(
  folder: string,
  options: { home: string; commit: string; portal: string; issuer: string },
): Promise<string> {
  const { commit, home, issuer, portal } = options;
  const checkout = join(home, 'checkout');
  await mkdir(checkout, { recursive: true });
  await writeFile(join(checkout, 'action.yml'), checkoutOf(folder));
  // Without one act asks which images to use.
  await writeFile(join(home, '.actrc'), '');
  const inputs = {
    deployment: 'deployment-1',
    model: 'mlmodel:default/tiny-model',
    commit,
    portal,
  };
  const { stdout } = await run(
    'act',
    [
      'workflow_dispatch',
      ...['--workflows', '.github/workflows/noshelfware.yml'],
      ...['--platform', 'ubuntu-latest=-self-hosted'],
      '--no-cache-server',
      ...['--local-repository', `actions/checkout@v4=${checkout}`],
      ...['--env', `ACTIONS_ID_TOKEN_REQUEST_URL=${issuer}/token?run=1`],
      ...['--env', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN=of-the-job'],
      ...Object.entries(inputs).flatMap(([name, value]) => [
        '--input',
        `${name}=${value}`,
      ]),
    ],
    { cwd: folder, env: { ...process.env, HOME: home } },
  );
  return stdout;
}

const hasAct = spawnSync('act', ['--version']).status === 0;
if (!hasAct) {
  console.warn(
    'Not tested: the workflow as a runner runs it, for which act has to be installed: go install github.com/nektos/act@v0.2.87',
  );
}

describe('a workflow on GitHub Actions', () => {
  let folder: string;
  let commit: string;
  let actions: Awaited<ReturnType<typeof startActions>>;
  let portal: Awaited<ReturnType<typeof startPortal>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hand-over-'));
    const repository = join(folder, 'tiny-model');
    commit = await writeTinyModel(repository);
    await build(repository);
    await nameLockFile(repository);
    actions = await startActions(REPOSITORY);
    portal = await startPortal(join(folder, 'data'), actions.issuer);
  });

  afterAll(async () => {
    await portal?.stop();
    actions?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const portalUrl = () =>
    `http://localhost:${portal.server.port()}/api/ml-models`;

  function handOver(changes: Record<string, string | undefined> = {}) {
    return run('python3', ['tools/hand_over.py'], {
      cwd: join(folder, 'tiny-model'),
      env: {
        PATH: process.env.PATH,
        PORTAL: portalUrl(),
        MODEL: 'mlmodel:default/tiny-model',
        COMMIT: commit,
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_REPOSITORY: REPOSITORY,
        GITHUB_RUN_ID: '42',
        ACTIONS_ID_TOKEN_REQUEST_URL: `${actions.issuer}/token?run=42`,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'of the job',
        ...changes,
      },
    });
  }

  const call = (method: 'get' | 'post', path: string, body?: object) =>
    request(portal.server)
      [method](path)
      .set('authorization', mockCredentials.user.header())
      .send(body);

  it('hands over what it has built, by its own name, and the portal serves it', async () => {
    // Again, as a job that is run anew does.
    for (let time = 0; time < 2; time += 1) {
      const { stdout } = await handOver();
      expect(stdout).toBe('registered version 1\n');
    }
    const { body: version } = await call('get', `${MODEL}/versions/1`);
    expect(version).toMatchObject({
      createdBy: 'run 42 of Flights/tiny-model on github.com',
      commit: {
        sha: commit,
        message: 'Learn to tell above from below',
        author: 'Ada',
      },
      referenceRows: expect.any(Number),
      dependencies: {
        from: 'requirements.lock',
        packages: [{ name: 'numpy', version: '2.3.1' }],
      },
    });
    expect(version.referenceRows).toBeGreaterThan(0);

    const { body: deployment } = await call('post', `${MODEL}/deployments`, {
      environment: 'production',
      version: 1,
    });
    await until(
      () => call('get', `/api/ml-models/deployments/${deployment.id}`),
      ({ body }) => body.status === 'live',
    );
    const { body: status } = await call('get', MODEL);
    const [{ endpoint }] = status.environments;
    const answer = await fetch(`${endpoint}/v2/models/tiny-model/infer`, {
      method: 'POST',
      body: JSON.stringify({
        inputs: [
          { name: 'x', datatype: 'FP64', shape: [1], data: [0.9] },
          { name: 'colour', datatype: 'BYTES', shape: [1], data: ['red'] },
        ],
      }),
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-noshelfware-version')).toBe('1');
  });

  (hasAct ? describe : describe.skip)('run by act', () => {
    it('goes through its stages and hands over', async () => {
      const said = await runByAct(join(folder, 'tiny-model'), {
        home: join(folder, 'home'),
        commit,
        portal: portalUrl(),
        issuer: actions.issuer,
      });
      const ended = [...said.matchAll(/✅ {2}Success - Main (.+?) \[/g)];
      expect(ended.map(([, name]) => name)).toEqual([
        'actions/checkout@v4',
        ...['setup', 'lint', 'test', 'train', 'evaluate', 'package'],
        'hand over',
      ]);
      const [, version] = /registered version (\d+)/.exec(said) ?? [];
      const { body } = await call('get', `${MODEL}/versions/${version}`);
      expect(body).toMatchObject({
        createdBy: 'run 1 of Flights/tiny-model on github.com',
        commit: { sha: commit },
      });
    });
  });

  it.each([
    [
      'without a token',
      { ACTIONS_ID_TOKEN_REQUEST_URL: undefined },
      /error: Refused: The portal would not know who this is: give the job/,
    ],
    [
      'for a model of other code',
      { MODEL: 'mlmodel:default/other' },
      /answered 403: The run 42 of Flights\/tiny-model on github.com may register/,
    ],
    [
      'with a token that is none',
      { NOSHELFWARE_TOKEN: 'nsw_register_x' },
      /answered 401: The register token is unknown or revoked/,
    ],
  ])('is told what is wrong %s', async (_, changes, message) => {
    await expect(handOver(changes)).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringMatching(message),
    });
  });
});
