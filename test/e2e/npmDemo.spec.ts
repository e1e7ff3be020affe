import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_ROOT } from '../src/portal/projectRoot';
import { expect, test } from './portalTest';

const SCRIPT = join(PROJECT_ROOT, 'scripts/demo.mjs');
/** It may have to build a Python environment. */
const TIMEOUT_MS = 600_000;

test('npm run demo walks the main path, and prints what it did and how long it took', async ({
  portal,
}) => {
  test.setTimeout(TIMEOUT_MS);
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT], {
    env: { ...process.env, NOSHELFWARE_URL: portal.url },
  });
  const secondsOf = (line: RegExp) => Number(line.exec(stdout)?.[1]);
  expect(stdout).toContain('Pressing Create for demo-1');
  const parts = Array.from(stdout.matchAll(/^ {4}(\w+) +(\d+\.\d) s$/gm));
  expect(parts.map(([, name]) => name)).toEqual(
    expect.arrayContaining(['publish', 'test', 'train', 'start', 'predict']),
  );
  const total = secondsOf(/(\d+\.\d) s from Create to a prediction in the log/);
  const longest = Math.max(...parts.map(([, , seconds]) => Number(seconds)));
  expect(longest).toBeGreaterThan(0);
  expect(total).toBeGreaterThan(longest);
  expect(
    secondsOf(/^Predicting 50 more times \((\d+\.\d) s\)$/m),
  ).not.toBeNaN();
  expect(stdout).toMatch(
    /52 requests: 0 failed, 1 refused as invalid; p50 \d+\.\d ms; /,
  );
  expect(
    secondsOf(/^Releasing version 1 again, without building \((\d+\.\d) s\)$/m),
  ).toBeGreaterThan(0);
  expect(stdout).toContain(
    `See it at ${portal.url}/catalog/default/mlmodel/demo-1`,
  );
});
