import { join } from 'node:path';
import { writeExecutable } from '../__testUtils__/executable';
import { processVariables } from '../__testUtils__/processVariables';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { findPython } from './findPython';

describe('findPython', () => {
  const folder = temporaryDirectory();
  const setVariables = processVariables();

  const aPython = (name: string, version: string) =>
    writeExecutable(
      join(folder.path, 'bin'),
      name,
      `echo '${JSON.stringify({
        executable: `/opt/python-${version}`,
        version: version.split('.').map(Number),
        platform: 'test',
      })}'`,
    );

  beforeEach(() => setVariables({ PATH: join(folder.path, 'bin') }));

  it('takes python3 when it fits, even where there is a newer one', async () => {
    await aPython('python3', '3.11.7');
    await aPython('python3.13', '3.13.0');

    await expect(findPython({ specifier: '>=3.10' })).resolves.toMatchObject({
      version: [3, 11, 7],
    });
  });

  it('looks for another one when python3 does not fit', async () => {
    await aPython('python3', '3.9.18');
    await aPython('python3.13', '3.13.0');
    await aPython('python3.12', '3.12.1');
    await writeExecutable(
      join(folder.path, 'bin'),
      'python3.14',
      'echo "pyenv: python3.14: command not found" >&2; exit 127',
    );

    await expect(
      findPython({ specifier: '>=3.10,<3.15' }),
    ).resolves.toMatchObject({ executable: '/opt/python-3.13.0' });
  });

  it('says what it found and what to do when none fits', async () => {
    await aPython('python3', '3.8.18');
    await aPython('python', '3.8.18');

    await expect(findPython({ specifier: '>=3.10,<3.15' })).rejects.toThrow(
      'The model needs Python >=3.10,<3.15; found 3.8.18 at /opt/python-3.8.18. Install a Python that fits, for example from https://www.python.org/downloads or with your package manager, or set mlModels.local.python in app-config to the path of one, then deploy again.',
    );
  });

  it('says so when there is none at all', async () => {
    await expect(findPython({ specifier: '>=3.10' })).rejects.toThrow(
      /needs Python >=3.10; found none in PATH. Install/,
    );
  });

  it('takes the configured interpreter or none', async () => {
    await aPython('python3', '3.11.7');
    const old = await aPython('old-python', '3.9.0');

    await expect(
      findPython({ specifier: '>=3.10', configured: old }),
    ).rejects.toThrow(/found 3.9.0 at/);
    await expect(
      findPython({ specifier: '>=3.10', configured: '/no/such/python' }),
    ).rejects.toThrow(/found none in mlModels.local.python \(\/no\/such/);
  });
});
