import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ROOT } from './paths.mjs';
import { findBrowser } from './findBrowser.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

const bin = name => join(ROOT, 'node_modules', name);
const CLI = bin('@backstage/cli/bin/backstage-cli');

const CHECKS = [
  [
    'format',
    [bin('prettier/bin-prettier.js'), '--check', '--loglevel', 'warn', '.'],
  ],
  [
    'types',
    [bin('typescript/bin/tsc'), '--noEmit', '--emitDeclarationOnly', 'false'],
  ],
  ['lint', [CLI, 'repo', 'lint']],
  [
    'boundaries',
    [
      bin('dependency-cruiser/bin/dependency-cruiser.mjs'),
      'plugins',
      'packages',
    ],
  ],
];

const toRelative = file => relative(ROOT, file);
const NO_STATS = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };

/** Format, types, lint and the direction of imports; each counts as one test. */
export async function checks() {
  const results = [];
  for (const [name, args] of CHECKS) {
    say(`Checking ${name}`);
    const code = await run(process.execPath, args);
    results.push({
      name,
      passed: Number(code === 0),
      failed: Number(code !== 0),
      skipped: 0,
    });
  }
  return results;
}

/**
 * Every package's tests, and the tests of test/ that need no browser. A shared
 * machine may stall for longer than any wait is worth, so on CI the files that
 * failed run once more, alone; the note names those that needed it.
 */
export async function unitTests(environment) {
  say('Running unit and integration tests');
  return withReport('unit', async file => {
    const first = await runJest(['--maxWorkers=2'], file, environment);
    const failed = first.files.filter(({ status }) => status === 'failed');
    if (!process.env.CI || failed.length === 0) {
      return countTests(first);
    }
    const paths = failed.map(({ name }) => name);
    say(`Running once more what failed: ${paths.map(toRelative).join(', ')}`);
    const second = await runJest(
      ['--maxWorkers=1', '--runTestsByPath', ...paths],
      `${file}.second`,
      environment,
    );
    const steady = first.files.filter(({ status }) => status !== 'failed');
    return {
      ...countTests({ ...second, files: [...steady, ...second.files] }),
      note: `second try: ${paths.map(toRelative).join(', ')}`,
    };
  });
}

async function runJest(args, file, environment) {
  const code = await run(
    process.execPath,
    [CLI, 'repo', 'test', ...args, '--json', `--outputFile=${file}`],
    { env: { ...process.env, CI: 'true', ...environment } },
  );
  return { code, files: readReport(file)?.testResults ?? [] };
}

/** A file that could not run at all counts as one failed test. */
function countTests({ code, files }) {
  const count = (...statuses) =>
    files
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => statuses.includes(status)).length;
  const failed = count('failed');
  const broken = files.filter(
    ({ status, assertionResults }) =>
      status === 'failed' &&
      !assertionResults.some(result => result.status === 'failed'),
  ).length;
  return {
    passed: count('passed'),
    failed: failed + broken || Number(code !== 0),
    skipped: count('pending', 'skipped', 'todo'),
  };
}

/** The paths of a user, in a real browser against a real portal. */
export async function browserTests() {
  const browser = findBrowser();
  if (!browser) {
    return {
      name: 'e2e',
      passed: 0,
      failed: 0,
      skipped: 1,
      note: 'no Chromium on this machine; install it, or set CHROMIUM_PATH',
    };
  }
  say('Running the tests in a browser');
  return withReport('e2e', async file => {
    const code = await run(
      process.execPath,
      [
        bin('@playwright/test/cli.js'),
        'test',
        '--config',
        'test/playwright.config.ts',
      ],
      {
        env: {
          ...process.env,
          CHROMIUM_PATH: browser,
          PLAYWRIGHT_JSON_OUTPUT_NAME: file,
        },
      },
    );
    const { expected, unexpected, flaky, skipped } =
      readReport(file)?.stats ?? NO_STATS;
    return {
      passed: expected + flaky,
      failed: unexpected || Number(code !== 0),
      skipped,
      note: flaky > 0 ? `${flaky} passed at the second try only` : undefined,
    };
  });
}

async function withReport(name, produce) {
  const folder = mkdtempSync(join(tmpdir(), 'noshelfware-test-'));
  try {
    return { name, ...(await produce(join(folder, 'report.json'))) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
