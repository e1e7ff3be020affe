import { execFile } from 'node:child_process';
import {
  cp,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  MlModelEntityV1alpha1,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { PortalUser } from '../portal/PortalUser';
import { PROJECT_ROOT } from '../portal/projectRoot';
import { waitFor } from '../portal/waitFor';

const runFile = promisify(execFile);
const TINY_MODEL = join(PROJECT_ROOT, 'test/tiny-model');
const OWNER = 'flight-ops-ds';

/** Fields of the tiny model's behaviour.json; see its README. */
export type Behaviour = Record<string, number | string | null>;

export interface TinyModelOptions {
  name: string;
  behaviour?: Behaviour;
  riskTier?: 'minimal' | 'high';
  /** Default: none, and versions take all traffic at once, so that no test waits for a canary. */
  guardrails?: MlModelEntityV1alpha1['spec']['guardrails'];
  /** Default with guardrails: as the portal has it. */
  release?: MlModelEntityV1alpha1['spec']['release'];
}

export interface TinyModel {
  params: { namespace: string; name: string };
  cloneUrl: string;
  /** Full SHA of the newest commit pushed. */
  commit: string;
  /** Commits another behaviour and pushes it. @returns the commit */
  push(behaviour: Behaviour): Promise<string>;
  remove(): Promise<void>;
}

/** Makes a repository of the tiny model in the portal and registers it. */
export async function publishTinyModel(
  user: PortalUser,
  options: TinyModelOptions,
): Promise<TinyModel> {
  const { name, behaviour = {}, riskTier = 'minimal', guardrails } = options;
  const {
    release = guardrails
      ? undefined
      : { production: { strategy: 'all-at-once' as const } },
  } = options;
  const repository = await user.call(operations.createGitRepository, {
    body: { owner: OWNER, name, idempotencyKey: `tiny:${name}` },
  });
  const folder = await mkdtemp(join(tmpdir(), 'noshelfware-tiny-'));
  await cp(TINY_MODEL, folder, { recursive: true });
  await replaceText(folder, 'tiny-model', name);
  await replaceText(
    folder,
    'riskTier: minimal',
    [
      `riskTier: ${riskTier}`,
      ...(guardrails ? [`guardrails: ${JSON.stringify(guardrails)}`] : []),
      ...(release ? [`release: ${JSON.stringify(release)}`] : []),
    ].join('\n  '),
  );
  const git = gitIn(folder);
  const push = async (change: Behaviour, message = 'Change the behaviour') => {
    await changeBehaviour(folder, change);
    await git('add', '--all');
    await git('commit', '--quiet', '--allow-empty', '-m', message);
    const url = new URL(repository.cloneUrl);
    url.username = 'test';
    url.password = repository.pushToken;
    await git('push', '--quiet', url.href, 'HEAD:main');
    return git('rev-parse', 'HEAD');
  };
  await git('init', '--quiet', '--initial-branch=main');
  await git('config', 'user.name', 'Test');
  await git('config', 'user.email', 'test@localhost');
  const commit = await push(behaviour, 'Start');
  await user.fetchJson('/api/catalog/locations', {
    method: 'POST',
    body: JSON.stringify({
      type: 'url',
      target: `${repository.rawUrl}catalog-info.yaml`,
    }),
  });
  await waitFor(`mlmodel:default/${name} in the catalog`, async () =>
    user
      .fetchJson(`/api/catalog/entities/by-name/mlmodel/default/${name}`)
      .catch(() => undefined),
  );
  return {
    params: { namespace: 'default', name },
    cloneUrl: repository.cloneUrl,
    commit,
    push,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function gitIn(cwd: string) {
  return async (...args: string[]) => {
    const { stdout } = await runFile('git', args, {
      cwd,
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0' },
    });
    return stdout.trim();
  };
}

async function changeBehaviour(folder: string, change: Behaviour) {
  const path = join(folder, 'behaviour.json');
  const behaviour = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify({ ...behaviour, ...change }, null, 2));
}

/** In every file: the service and the entity go by the model's own name. */
async function replaceText(folder: string, from: string, to: string) {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const file of files.filter(entry => entry.isFile())) {
    const path = join(file.parentPath, file.name);
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replaceAll(from, to));
  }
}
