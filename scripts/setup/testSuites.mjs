import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** Every package's tests, and the tests of test/ that need no browser. */
export async function unitTests(environment) {
  say('Running unit and integration tests');
  return withReport('unit', async file => {
    const code = await run(
      process.execPath,
      [CLI, 'repo', 'test', '--maxWorkers=2', '--json', `--outputFile=${file}`],
      { env: { ...process.env, CI: 'true', ...environment } },
    );
    const report = readReport(file);
    const broken = report?.numRuntimeErrorTestSuites ?? 1;
    return {
      passed: report?.numPassedTests ?? 0,
      failed: (report?.numFailedTests ?? 0) + broken || Number(code !== 0),
      skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    };
  });
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
