import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../portal/projectRoot';

/** In a process of its own, which it may end. */
function read(...args: string[]) {
  const program = join(__dirname, 'options.ts');
  return spawnSync(
    process.execPath,
    [
      '--no-warnings',
      '--require',
      join(
        PROJECT_ROOT,
        'node_modules/@backstage/cli/config/nodeTransform.cjs',
      ),
      '--eval',
      `const { readNumbers } = require(${JSON.stringify(program)});
       console.log(JSON.stringify(readNumbers({ kills: 20, seed: 1 })));`,
      '--',
      ...args,
    ],
    { encoding: 'utf8' },
  );
}

describe('readNumbers', () => {
  it('reads what is said, and keeps what is not', () => {
    const { stdout } = read('--kills=3');
    expect(JSON.parse(stdout)).toEqual({ kills: 3, seed: 1 });
  });

  it.each([
    ['--bogus=1', "Unknown option '--bogus'"],
    ['--kills=many', '--kills is not a number: many'],
  ])('ends a program called with %s with what there is', (arg, line) => {
    const { status, stderr } = read(arg);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringContaining(line),
      '',
      'Options and their defaults:',
      '  --kills=20',
      '  --seed=1',
    ]);
    expect(status).toBe(1);
  });
});
