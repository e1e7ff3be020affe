import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, delimiter } from 'node:path';
import { ROOT } from './paths.mjs';
import { giveUp, say } from './say.mjs';

/** Backstage 1.55 supports these; native modules ship binaries for them. */
const FITTING_MAJORS = [22, 24];
const WANTED = 'node@24';
/** Not below node_modules: the install that comes next clears that away. */
const REMEMBERED = join(ROOT, '.yarn/node-path');

/**
 * Goes on when this Node fits; otherwise starts the same script with one that
 * does, fetched through npx, and ends as it ends.
 */
export async function useFittingNode() {
  if (FITTING_MAJORS.includes(Number(process.versions.node.split('.')[0]))) {
    return;
  }
  const node = rememberedNode() ?? fetchNode();
  const child = spawn(node, process.argv.slice(1), {
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: `${dirname(node)}${delimiter}${process.env.PATH}`,
    },
  });
  // The child decides when to end. It gets a terminal's Ctrl-C by itself as well.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  process.exit(
    await new Promise(resolve =>
      child.once('close', (code, signal) => resolve(signal ? 130 : code)),
    ),
  );
}

function rememberedNode() {
  const path = existsSync(REMEMBERED) && readFileSync(REMEMBERED, 'utf8');
  return path && existsSync(path) ? path : undefined;
}

function fetchNode() {
  say(`This machine has Node ${process.versions.node}; fetching ${WANTED}`);
  try {
    const path = execFileSync(
      'npx',
      ['--yes', '--package', WANTED, '--', 'node', '-p', 'process.execPath'],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    ).trim();
    writeFileSync(REMEMBERED, path);
    return path;
  } catch (error) {
    return giveUp(
      `Node ${FITTING_MAJORS.join(
        ' or ',
      )} is needed, and fetching ${WANTED} with npx failed.\n` +
        `Install Node 24 from nodejs.org, or check npm's registry setting.\n(${error.message})`,
    );
  }
}
