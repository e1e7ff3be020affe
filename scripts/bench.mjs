#!/usr/bin/env node
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp } from './setup/buildApp.mjs';
import { ROOT } from './setup/paths.mjs';
import { giveUp } from './setup/say.mjs';
import { runTypeScript } from './setup/runTypeScript.mjs';

const BENCHES = join(ROOT, 'test/src/bench');
const [name] = process.argv.slice(2);
if (!name || !existsSync(join(BENCHES, `${name}.ts`))) {
  const names = readdirSync(BENCHES)
    .filter(file => file.endsWith('.ts'))
    .map(file => `  ${file.replace(/\.ts$/, '')}`);
  giveUp(
    `npm run bench -- <name>, where <name> is one of\n${names.join('\n')}`,
  );
}
await runTypeScript(
  `test/src/bench/${name}.ts`,
  process.argv.slice(3),
  // Benches open pages, which must be those of the sources as they are.
  buildApp,
);
