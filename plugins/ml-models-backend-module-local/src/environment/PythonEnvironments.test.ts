import {
  ChildProcess,
  execFile,
  execFileSync,
  spawn,
} from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import {
  appendFile,
  mkdir,
  readdir,
  readFile,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { until } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { writeExecutable } from '../__testUtils__/executable';
import { processVariables } from '../__testUtils__/processVariables';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { writeTinyWheel } from '../__testUtils__/tinyWheel';
import { DataDirectory, dataDirectoryAt } from '../dataDirectory';
import { groupEnds, signalGroup } from '../process/processGroup';
import { ProcessLock } from '../process/ProcessLock';
import { PythonEnvironments } from './PythonEnvironments';

const PREPARE = resolve(
  __filename,
  '../../__testUtils__/prepareEnvironment.ts',
);

/** These build with the real Python; one that lacks pip or venv says so once. */
const hasPython = (() => {
  try {
    execFileSync('python3', ['-c', 'import venv, pip, ensurepip']);
    return true;
  } catch {
    console.warn('Not tested: python3 with pip and venv is not installed');
    return false;
  }
})();

(hasPython ? describe : describe.skip)('PythonEnvironments', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    jest.restoreAllMocks();
    children.splice(0).forEach(child => signalGroup(child.pid!, 'SIGKILL'));
  });
  const folder = temporaryDirectory();
  const setVariables = processVariables();
  let data: DataDirectory;
  let lockFile: string;

  beforeEach(async () => {
    data = dataDirectoryAt(join(folder.path, 'data'));
    lockFile = await writeTinyWheel(folder.path);
    // No network: uv cannot be installed, so that pip does the work.
    setVariables({ PIP_NO_INDEX: '1', PIP_FIND_LINKS: folder.path });
  });

  const prepare = (onLog: (line: string) => void = () => {}) =>
    new PythonEnvironments(data).prepare({ lockFile, python: '>=3.8' }, onLog);

  const prepareElsewhere = () => {
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        PREPARE,
        data.root,
        lockFile,
      ],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        detached: true,
        env: { ...process.env },
      },
    );
    children.push(child);
    return child;
  };

  /** Stands in for uv: installs once `gate` is there. */
  const useGatedUv = async (gate: string) => {
    const bin = join(folder.path, 'bin');
    await writeExecutable(
      bin,
      'uv',
      `for last; do :; done
       case "$1" in
         --version) echo uv 0.9.0 ;;
         venv) mkdir -p "$last/bin" && ln -s /bin/sh "$last/bin/python" ;;
         *) while [ ! -e ${gate} ]; do sleep 0.05; done ;;
       esac`,
    );
    setVariables({ PATH: `${bin}:${process.env.PATH}` });
  };

  const listEnvironments = async () =>
    (await readdir(data.environments)).filter(name => !name.startsWith('.'));

  it('installs a lock file once, with scripts that run from where it ended up', async () => {
    const first: string[] = [];
    const { binDirectory } = await prepare(line => first.push(line));
    const again: string[] = [];
    await prepare(line => again.push(line));

    const script = join(binDirectory!, 'tiny-greeting');
    await expect(promisify(execFile)(script)).resolves.toMatchObject({
      stdout: 'hello\n',
    });
    expect(first.join('\n')).toMatch(
      /Preparing the environment [\s\S]*is ready/,
    );
    expect(again).toEqual([
      expect.stringMatching(/^Using the environment .* exists already$/),
    ]);
    await expect(listEnvironments()).resolves.toHaveLength(1);
  });

  it('makes another one for another lock file', async () => {
    await prepare();
    await writeFile(lockFile, `# changed\n${await readFile(lockFile, 'utf8')}`);
    await prepare();

    await expect(listEnvironments()).resolves.toHaveLength(2);
  });

  it('makes another one for another Python', async () => {
    const gate = join(folder.path, 'gate');
    await useGatedUv(gate);
    await writeFile(gate, '');
    for (const version of [
      [3, 11, 7],
      [3, 12, 1],
    ]) {
      const name = `python-${version.join('.')}`;
      const executable = join(folder.path, name);
      const says = JSON.stringify({ executable, version, platform: 'same' });
      await writeExecutable(folder.path, name, `echo '${says}'`);
      const environments = new PythonEnvironments(data, executable);
      await environments.prepare({ lockFile, python: '>=3.8' }, () => {});
    }

    await expect(listEnvironments()).resolves.toHaveLength(2);
  });

  it('builds once for callers of several processes, who all see the log', async () => {
    const gate = join(folder.path, 'gate');
    await useGatedUv(gate);
    const child = prepareElsewhere();
    const closed = once(child, 'close');
    const logs = ['', '', ''];
    child.stdout?.on('data', chunk => {
      logs[2] += chunk;
    });
    const prepared = [0, 1].map(index =>
      prepare(line => {
        logs[index] += `${line}\n`;
      }),
    );
    await until(
      () => logs,
      all => all.every(log => log.includes('Preparing the environment')),
    );
    await writeFile(gate, '');
    await Promise.all([...prepared, closed]);

    expect(child.exitCode).toBe(0);
    const endings = logs.map(log => /.* is ready: .*/.exec(log)?.[0]);
    expect(endings).toEqual(Array(3).fill(expect.stringMatching(/ s$/)));
    expect(new Set(endings).size).toBe(1);
  });

  it('tells all of a build before others take the environment for built', async () => {
    const gate = join(folder.path, 'gate');
    await useGatedUv(gate);
    await writeFile(gate, '');
    const built: string[][] = [];
    await prepare(line => {
      if (line.includes('is ready: ')) {
        const names = readdirSync(data.environments);
        built.push(names.filter(name => !name.startsWith('.')));
      }
    });

    expect(built).toEqual([[]]);
  });

  it('leaves the log alone of a build that ended while it asked for the lock', async () => {
    const tryAcquire = ProcessLock.tryAcquire.bind(ProcessLock);
    jest.spyOn(ProcessLock, 'tryAcquire').mockImplementationOnce(async lock => {
      const key = basename(lock);
      const bin = join(data.environments, key, 'bin');
      await mkdir(bin, { recursive: true });
      await symlink('/bin/sh', join(bin, 'python'));
      await writeFile(join(data.environments, `.${key}.log`), 'It is ready\n');
      return tryAcquire(lock);
    });
    const lines: string[] = [];
    await prepare(line => lines.push(line));

    expect(lines).toContain('It is ready');
  });

  it('never uses what a killed build left, and clears it away', async () => {
    const { PATH } = process.env;
    await useGatedUv(join(folder.path, 'never'));
    const child = prepareElsewhere();
    setVariables({ PATH });
    const isBuilding = async () => {
      const names = await readdir(data.environments).catch(() => []);
      return names.some(name => name.startsWith('.building-'));
    };
    await until(isBuilding, Boolean);
    signalGroup(child.pid!, 'SIGKILL');
    await expect(groupEnds(child.pid!, 60_000)).resolves.toBe(true);
    await expect(listEnvironments()).resolves.toEqual([]);

    const { binDirectory } = await prepare();

    await promisify(execFile)(join(binDirectory!, 'tiny-greeting'));
    await expect(isBuilding()).resolves.toBe(false);
  });

  const prepareChecked = async () => {
    const log: string[] = [];
    const environments = new PythonEnvironments(data);
    const { binDirectory = '' } = await environments.prepare(
      { lockFile, python: '>=3.8', isChecked: true },
      line => log.push(line),
    );
    return { binDirectory, log: log.join('\n') };
  };

  it('uses what is checked where it is as it was built, though it has run', async () => {
    const { binDirectory = '' } = await prepare();
    execFileSync(join(binDirectory, 'python'), ['-c', 'import tiny_greeting']);
    const { log } = await prepareChecked();

    expect(log).toMatch(/exists already and is as it was built/);
  });

  it.each([
    ['an edited file', 'tiny_greeting.py', '# patched'],
    ['a file that was put in', 'patch.py', 'print(1)'],
  ])('builds anew what is checked and has %s', async (_, name, content) => {
    const { binDirectory = '' } = await prepare();
    const folderOf = (bin: string) =>
      execFileSync(
        join(bin, 'python'),
        [
          '-c',
          'import tiny_greeting as it, os; print(os.path.dirname(it.__file__))',
        ],
        { encoding: 'utf8' },
      ).trim();
    const packages = folderOf(binDirectory);
    const listFiles = async () =>
      (await readdir(packages)).filter(one => one !== '__pycache__');
    const before = await listFiles();
    await appendFile(join(packages, name), content);
    await prepare();
    expect(await readFile(join(packages, name), 'utf8')).toContain(content);
    const { log } = await prepareChecked();

    expect(log).not.toContain('exists already');
    expect(folderOf(binDirectory)).toBe(packages);
    expect(await listFiles()).toEqual(before);
    expect((await prepareChecked()).log).toContain('as it was built');
    const left = await readdir(data.environments);
    expect(left.filter(one => /^\.(building|replaced)-/.test(one))).toEqual([]);
  });

  it('builds anew when its interpreter has been removed', async () => {
    const { binDirectory } = await prepare();
    const python = join(binDirectory!, 'python');
    await unlink(python);
    await symlink('/no/such/python', python);

    await prepare();

    await expect(
      promisify(execFile)(join(binDirectory!, 'tiny-greeting')),
    ).resolves.toMatchObject({ stdout: 'hello\n' });
  });

  it('refuses a package that is not the one that was locked', async () => {
    await writeFile(
      lockFile,
      `tiny-greeting==1.0 --hash=sha256:${'0'.repeat(64)}\n`,
    );

    await expect(prepare()).rejects.toThrow(
      /A package is not the one that was locked/,
    );
    await expect(listEnvironments()).resolves.toEqual([]);
  });

  it('says that the disk is full, and leaves nothing behind', async () => {
    const bin = join(folder.path, 'bin');
    await writeExecutable(
      bin,
      'uv',
      `case "$1" in
        --version) echo uv 0.9.0 ;;
        venv) for last; do :; done; mkdir -p "$last/bin" ;;
        *) echo "error: No space left on device (os error 28)" >&2; exit 2 ;;
      esac`,
    );
    setVariables({ PATH: `${bin}:${process.env.PATH}` });

    await expect(prepare()).rejects.toThrow(
      /The disk is full.*Free some space/,
    );
    await expect(
      readdir(data.environments).then(names =>
        names.filter(name => name.startsWith('.building-')),
      ),
    ).resolves.toEqual([]);
  });

  it('keeps the password of a package index out of the log', async () => {
    const bin = join(folder.path, 'bin');
    await writeExecutable(
      bin,
      'uv',
      `[ "$1" = --version ] && { echo uv 0.9.0; exit; }
       echo "Looking in $UV_DEFAULT_INDEX"; echo "error: nothing at $UV_DEFAULT_INDEX" >&2; exit 1`,
    );
    setVariables({
      PATH: `${bin}:${process.env.PATH}`,
      PIP_INDEX_URL: 'https://ada:hush@mirror.example.com/simple',
    });
    const lines: string[] = [];

    await expect(prepare(line => lines.push(line))).rejects.toThrow(
      /nothing at https:\/\/\*\*\*@mirror/,
    );
    expect(lines.join('\n')).toMatch('https://***@mirror.example.com/simple');
    expect(lines.join('\n')).not.toMatch('hush');
  });

  it('refuses a lock file that is missing or leads to others', async () => {
    await writeFile(lockFile, '-r base.txt\n');
    await expect(prepare()).rejects.toThrow(
      /requirements.lock line 1 is '-r base.txt': a lock file must be complete/,
    );
    await unlink(lockFile);
    await expect(prepare()).rejects.toThrow(
      /There is no requirements.lock, which environment.lock in pipeline.yaml names/,
    );
  });
});
