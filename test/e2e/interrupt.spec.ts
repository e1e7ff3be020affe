import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { expect, test } from '@playwright/test';
import { ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { deploy, endpointOf } from '../src/journey/deploy';
import { predict } from '../src/journey/predict';
import { publishTinyModel } from '../src/journey/publishTinyModel';
import { PortalUser } from '../src/portal/PortalUser';
import { PROJECT_ROOT } from '../src/portal/projectRoot';
import { waitFor } from '../src/portal/waitFor';

const NAME = 'interrupted';

let dataDir: string;
let start: ChildProcess;

/** Starts a portal as a person does, and deploys a model there. */
async function startAndDeploy(...options: string[]) {
  const program = spawn(
    process.execPath,
    [
      join(PROJECT_ROOT, 'scripts/start.mjs'),
      ...['--no-sample', '--port', '7607', ...options],
    ],
    {
      env: { ...process.env, NOSHELFWARE_DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'inherit'],
      // A group of its own, as a shell gives it.
      detached: true,
    },
  );
  start = program;
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: program.stdout }).on('line', line => {
      const [, found] = /^ +Open +(http\S+)$/.exec(line) ?? [];
      if (found) resolve(found);
    });
    program.once('exit', code => reject(new Error(`It ended with ${code}`)));
  });
  const user = await PortalUser.signIn(url);
  const model = await publishTinyModel(user, { name: NAME });
  await deploy(user, model.params);
  const { pid } = JSON.parse(
    await readFile(join(dataDir, 'portal.json'), 'utf8'),
  );
  const service = join(dataDir, `services/production/default/${NAME}/1.pid`);
  return {
    user,
    model,
    endpoint: await endpointOf(user, model.params),
    version: await user.call(operations.getVersion, {
      params: { ...model.params, version: 1 },
    }),
    portalPid: Number(pid),
    servicePid: Number.parseInt(await readFile(service, 'utf8'), 10),
  };
}

/** Ctrl-C reaches all that a shell has started, also npm and what it runs. */
async function interrupt(): Promise<number> {
  const ended = once(start, 'exit');
  process.kill(-Number(start.pid), 'SIGINT');
  const [code] = await ended;
  return code;
}

/** Supervisor and runners, which are told of their directory. */
function listProcesses(): string[] {
  return execFileSync('ps', ['-axww', '-o', 'pid=,command='], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter(line => line.includes(dataDir));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test.beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'noshelfware-interrupt-'));
});

/** Ends what a test that failed has left. */
test.afterEach(async () => {
  const { findNotedPortal } = await import(
    '../../scripts/setup/runningPortal.mjs'
  );
  const { endProcessesOf } = await import(
    '../../scripts/setup/endProcessesOf.mjs'
  );
  start.kill('SIGKILL');
  const portal = findNotedPortal(dataDir);
  if (portal && isAlive(portal.pid)) {
    process.kill(portal.pid, 'SIGKILL');
  }
  await endProcessesOf(dataDir);
  await rm(dataDir, { recursive: true, force: true, maxRetries: 10 });
});

test('npm start that is interrupted leaves nothing behind', async () => {
  const { user, model, endpoint, portalPid, servicePid } =
    await startAndDeploy();
  await model.push({ holdStage: 'train', holdUntil: join(dataDir, 'never') });
  await waitFor('a pipeline that is under way', async () => {
    const { items } = await user.call(operations.listDeployments, {
      params: model.params,
    });
    return items.find(({ currentStep }) => currentStep === 'train');
  });
  await model.remove();
  expect(listProcesses()).toHaveLength(2);

  expect(await interrupt()).toBe(0);

  expect([portalPid, servicePid].filter(isAlive)).toEqual([]);
  expect(listProcesses()).toEqual([]);
  await expect(fetch(endpoint)).rejects.toThrow('fetch failed');
});

test('npm start --keep-models that is interrupted leaves the models', async () => {
  const { model, endpoint, portalPid, version } = await startAndDeploy(
    '--keep-models',
  );
  await model.remove();

  expect(await interrupt()).toBe(0);

  expect(isAlive(portalPid)).toBe(false);
  await predict({ endpoint, name: NAME, version });
});
