import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseLockFile } from './parseLockFile';

const TEMPLATE_LOCK = join(
  __dirname,
  '../../../../templates/sklearn-service/skeleton/requirements.lock',
);

describe('parseLockFile', () => {
  it("reads every package of the template's lock file", async () => {
    const content = await readFile(TEMPLATE_LOCK, 'utf8');
    const packages = parseLockFile(content);
    const pins = content.split('\n').filter(line => /^\S+==/.test(line));
    expect(packages).toHaveLength(pins.length);
    expect(packages.length).toBeGreaterThan(30);
    expect(packages.find(({ name }) => name === 'scikit-learn')).toEqual({
      name: 'scikit-learn',
      version: expect.stringMatching(/^\d+\.\d+/),
    });
  });

  it.each([
    ['numpy==2.3.1', { name: 'numpy', version: '2.3.1' }],
    ['Typing_Extensions == 4.1', { name: 'typing-extensions', version: '4.1' }],
    [
      "anyio==4.1 ; python_version < '3.11' \\",
      { name: 'anyio', version: '4.1' },
    ],
    [
      'uvicorn[standard]===1.0 --hash=sha256:00',
      { name: 'uvicorn', version: '1.0' },
    ],
    ['pandas >=2, <3  # not pinned', { name: 'pandas', version: '>=2,<3' }],
    ['ruff', { name: 'ruff' }],
    [
      'ours @ https://ada:secret@pypi.example/ours-1.whl?token=secret',
      { name: 'ours', version: 'https://pypi.example/ours-1.whl' },
    ],
  ])('reads %s', (line, dependency) => {
    expect(parseLockFile(`${line}\r\n`)).toEqual([dependency]);
  });

  it.each([
    '# via fastapi',
    '    --hash=sha256:361ca',
    '--index-url https://ada:secret@pypi.example/simple',
    '-e .',
    './wheels/ours.whl',
    '{"lockfileVersion": 3}',
    '  "node_modules/ansi": {',
    'version = "1.2"',
    `${'a'.repeat(300)}==1`,
    '',
  ])('takes %s for no package', line => {
    expect(parseLockFile(line)).toEqual([]);
  });

  it('keeps the first five thousand', () => {
    const lines = Array.from({ length: 6_000 }, (_, i) => `p${i}==1`);
    expect(parseLockFile(lines.join('\n'))).toHaveLength(5_000);
  });
});
