import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { run } from './run.mjs';
import { giveUp, say } from './say.mjs';

const APP = join(ROOT, 'packages/app');
const STAMP = join(APP, 'dist/.source-hash');
const SOURCES = [
  'packages/app',
  'plugins/ml-models',
  'plugins/ml-models-common',
  'yarn.lock',
  'package.json',
];

/** Builds the browser's part once per content of its sources. */
export async function buildApp() {
  const wanted = hashOfSources();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) {
    return;
  }
  say('Building the portal (once per change of its sources)');
  const lines = [];
  const code = await run(
    process.execPath,
    [
      join(ROOT, 'node_modules/@backstage/cli/bin/backstage-cli'),
      'package',
      'build',
    ],
    { cwd: APP, onLine: line => lines.push(line) },
  );
  if (code !== 0) {
    giveUp(
      `${lines
        .slice(-40)
        .join('\n')}\n\nBuilding the portal failed; see above.`,
    );
  }
  writeFileSync(STAMP, wanted);
}

function hashOfSources() {
  const files = execFileSync(
    'git',
    [
      'ls-files',
      '--cached',
      '--others',
      '--exclude-standard',
      '-z',
      '--',
      ...SOURCES,
    ],
    { cwd: ROOT, encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 },
  )
    .split('\0')
    .filter(file => file && existsSync(join(ROOT, file)))
    .sort();
  const hash = createHash('sha256');
  for (const file of files) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(ROOT, file)));
  }
  return hash.digest('hex');
}
