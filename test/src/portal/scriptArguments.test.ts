import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT_ROOT } from './projectRoot';

function run(script: string, ...args: string[]) {
  return spawnSync(
    process.execPath,
    [join(PROJECT_ROOT, 'scripts', script), ...args],
    { encoding: 'utf8' },
  );
}

describe('what a script was called with', () => {
  it.each([
    ['start.mjs', ['--bogus'], "Unknown option '--bogus'."],
    ['start.mjs', ['--port'], "Option '--port <value>' argument missing."],
    [
      'start.mjs',
      ['--port', 'abc'],
      "--port is a number from 1 to 65535, not 'abc'.",
    ],
    [
      'start.mjs',
      ['--port', '99999'],
      "--port is a number from 1 to 65535, not '99999'.",
    ],
    ['test.mjs', ['--bogus'], "Unknown option '--bogus'."],
    ['test.mjs', ['bogus'], "There are no tests named 'bogus'."],
    ['demo.mjs', ['--bogus'], "Unknown option '--bogus'."],
    ['reset.mjs', ['--dry-run'], "Unknown option '--dry-run'."],
  ])('ends %s %j with one line and its usage', (script, args, line) => {
    const { status, stdout, stderr } = run(script, ...args);
    const [first, blank, usage] = stderr.trim().split('\n');
    expect(first).toBe(line);
    expect(blank).toBe('');
    expect(usage).toMatch(/^npm /);
    expect(stderr).not.toMatch(/^ {4}at /m);
    // Nothing was begun.
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });

  it('says how it is called when asked', () => {
    const { status, stdout } = run('start.mjs', '--help');
    expect(stdout).toMatch(/^npm start -- \[options\]\n[^]*--port <n>/);
    expect(status).toBe(0);
  });
});
