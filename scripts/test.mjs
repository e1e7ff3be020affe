#!/usr/bin/env node
import { readArguments } from './setup/readArguments.mjs';
import { useFittingNode } from './setup/useFittingNode.mjs';
import { install } from './setup/install.mjs';
import { buildApp } from './setup/buildApp.mjs';
import { startTestPostgres } from './setup/startTestPostgres.mjs';
import { browserTests, checks, unitTests } from './setup/testSuites.mjs';
import { say } from './setup/say.mjs';

const SUITES = ['checks', 'unit', 'e2e'];
const { positionals, refuse } = readArguments({
  usage: `npm test -- [${SUITES.join(
    ' | ',
  )}]\n\nWithout a name: all of them.\n`,
  allowPositionals: true,
});
const unknown = positionals.find(name => !SUITES.includes(name));
if (unknown !== undefined) {
  refuse(`There are no tests named '${unknown}'`);
}
const wanted = positionals.length ? positionals : SUITES;

await useFittingNode();
await install();
const results = [];
if (wanted.includes('checks')) {
  results.push(...(await checks()));
}
if (wanted.includes('unit')) {
  const postgres = await startTestPostgres();
  try {
    results.push(await unitTests(postgres.environment));
  } finally {
    await postgres.stop();
  }
}
if (wanted.includes('e2e')) {
  await buildApp();
  results.push(await browserTests());
}

const sum = key => results.reduce((total, result) => total + result[key], 0);
say('');
for (const { name, passed, failed, skipped, note } of results) {
  say(
    `${name}: ${passed} passed, ${failed} failed, ${skipped} skipped${
      note ? ` (${note})` : ''
    }`,
  );
}
const skippedOnCi = process.env.CI ? sum('skipped') : 0;
if (skippedOnCi > 0) {
  say(`${skippedOnCi} tests were skipped, and on CI nothing may be`);
}
process.stdout.write(
  `\n${sum('passed')} passed, ${sum('failed')} failed, ${sum(
    'skipped',
  )} skipped\n`,
);
process.exit(sum('failed') + skippedOnCi > 0 ? 1 : 0);
