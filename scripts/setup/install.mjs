import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT, YARN } from './paths.mjs';
import { run } from './run.mjs';
import { giveUp, say } from './say.mjs';

const STAMP = join(ROOT, 'node_modules/.cache/noshelfware/installed');
const LINES_SHOWN_ON_FAILURE = 30;

/** Installs the packages unless they are as the lock file says. */
export async function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(ROOT, 'yarn.lock')))
    .update(process.versions.modules)
    .digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) {
    return;
  }
  say('Installing packages (once; minutes on a slow network)');
  const lines = [];
  const code = await run(process.execPath, [YARN, 'install', '--immutable'], {
    env: { ...process.env, ...registrySettings() },
    onLine: line => {
      lines.push(line);
      const step = /(Resolution|Fetch|Link) step$/.exec(line);
      if (step) {
        say(`  ${step[1].toLowerCase()} step`);
      }
    },
  });
  if (code !== 0) {
    giveUp(
      `${lines.slice(-LINES_SHOWN_ON_FAILURE).join('\n')}\n\n` +
        'Installing the packages failed; the last lines above say why. Run the command again once that is mended.',
    );
  }
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, wanted);
}

/** The registry that npm is set to serves Yarn as well. */
function registrySettings() {
  if (process.env.YARN_NPM_REGISTRY_SERVER) {
    return {};
  }
  const registry = execFileSync('npm', ['config', 'get', 'registry'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    // npm would read a config of the package it runs in.
    cwd: ROOT,
  }).trim();
  return registry.startsWith('http')
    ? { YARN_NPM_REGISTRY_SERVER: registry.replace(/\/$/, '') }
    : {};
}
