import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { A_REPORT, ARTIFACT_HEX } from '../__testUtils__/modelRepository';
import { mountSmallDisk } from '../__testUtils__/smallDisk';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { artifactFile, DataDirectory, dataDirectoryAt } from '../dataDirectory';
import { collectOutput } from './collectOutput';
import { readKeptLockFile } from './findLockFile';
import { RunFolder } from './RunFolder';
import { NEW_RUN } from './RunRecord';

const DISK_BYTES = 64 * 1024;
const disk = mountSmallDisk(DISK_BYTES);
if (!disk) {
  console.warn('Not tested: a full disk, for which root mounts a small one');
}

const GATE = {
  passed: false,
  checks: [
    {
      metric: 'auc',
      value: 0.61,
      operator: '>=',
      threshold: 0.7,
      passed: false,
    },
    { metric: 'f1', value: 1, operator: '>=', threshold: 0.7, passed: true },
  ],
};

interface Built {
  report?: unknown;
  rows?: string;
  artifact?: string;
}

async function makeRun(data: DataDirectory, runId: string): Promise<RunFolder> {
  const run = new RunFolder(join(data.pipeline, runId));
  await mkdir(data.pipeline, { recursive: true });
  await run.tryCreate({
    deploymentId: runId,
    modelRef: 'mlmodel:default/tiny',
    sourceLocation: 'url:http://localhost',
  });
  return run;
}

async function writeBuilt(run: RunFolder, built: Built): Promise<void> {
  const { report = A_REPORT, rows = '', artifact } = built;
  const all = {
    'reports/model-report.json':
      typeof report === 'string' ? report : JSON.stringify(report),
    'reports/reference.jsonl': rows,
    'dist/model.tar.gz': artifact ?? 'any bytes will do\n',
  };
  for (const [path, content] of Object.entries(all)) {
    await mkdir(dirname(join(run.checkout, path)), { recursive: true });
    await writeFile(join(run.checkout, path), content);
  }
}

describe('collectOutput', () => {
  const folder = temporaryDirectory();
  let data: DataDirectory;
  let run: RunFolder;

  beforeEach(async () => {
    data = dataDirectoryAt(folder.path);
    run = await makeRun(data, 'run-1');
  });

  const collect = async (built: Built) => {
    await writeBuilt(run, built);
    await collectOutput(run, data);
  };

  it('keeps report, rows and artifact', async () => {
    await collect({ rows: '{"inputs":{"x":1},"outputs":{}}\n\n' });

    await expect(readFile(run.report, 'utf8')).resolves.toMatch(/"tiny"/);
    await expect(readFile(run.referenceRows, 'utf8')).resolves.toBe(
      '{"inputs":{"x":1},"outputs":{}}\n',
    );
    await expect(
      readFile(artifactFile(data, ARTIFACT_HEX), 'utf8'),
    ).resolves.toBe('any bytes will do\n');
  });

  describe('of the lock file', () => {
    const name = async (lock: string) => {
      await mkdir(run.checkout, { recursive: true });
      await writeFile(
        join(run.checkout, 'pipeline.yaml'),
        JSON.stringify({
          environment: { python: '>=3.10', lock },
          stages: [{ name: 'test', run: 'true' }],
          serve: { run: 'true' },
        }),
      );
      await collect({});
    };

    it('keeps what the repository names', async () => {
      await mkdir(run.checkout, { recursive: true });
      await writeFile(join(run.checkout, 'all.lock'), 'numpy==2.3.1\n');
      await name('all.lock');
      await expect(readKeptLockFile(run.lockFile)).resolves.toEqual({
        path: 'all.lock',
        content: 'numpy==2.3.1\n',
      });
    });

    it.each(['gone.lock', '../outside.lock'])(
      'keeps nothing of %s, and the version all the same',
      async lock => {
        await writeFile(join(run.path, 'outside.lock'), 'secret==1\n');
        await name(lock);
        await expect(readKeptLockFile(run.lockFile)).resolves.toBeUndefined();
        await expect(readFile(run.report, 'utf8')).resolves.toMatch(/"tiny"/);
      },
    );
  });

  it('keeps as many rows as are ever read', async () => {
    await collect({ rows: '{"inputs":{}}\n'.repeat(10_001) });

    const kept = await readFile(run.referenceRows, 'utf8');
    expect(kept.split('\n')).toHaveLength(10_001);
  });

  it('takes a report that names no rows', async () => {
    await collect({ report: { ...A_REPORT, reference: undefined } });

    await expect(readFile(run.referenceRows, 'utf8')).resolves.toBe('');
  });

  it.each([
    [
      { report: { ...A_REPORT, gate: GATE } },
      /^The evaluation gate did not pass: auc 0.61 is not >= 0.7. Improve/,
    ],
    [
      { report: { ...A_REPORT, metrics: [{ name: 1, value: 'high' }] } },
      /^reports\/model-report.json: metrics\[0\].name: .*; metrics\[0\].value: /,
    ],
    [{ report: '{' }, /^reports\/model-report.json is not JSON/],
    [
      { artifact: 'something else' },
      /^The artifact dist\/model.tar.gz has the digest sha256:\w+, but .* says/,
    ],
    [
      {
        report: {
          ...A_REPORT,
          artifact: { ...A_REPORT.artifact, path: 'dist/gone.tar.gz' },
        },
      },
      /^There is no file dist\/gone.tar.gz, which .* names in artifact.path/,
    ],
    [
      {
        report: {
          ...A_REPORT,
          artifact: { ...A_REPORT.artifact, path: '../request.json' },
        },
      },
      /artifact.path is '..\/request.json', outside of the repository/,
    ],
    [
      { report: { ...A_REPORT, reference: { path: 'gone.jsonl' } } },
      /^There is no gone.jsonl, which .* names in reference.path/,
    ],
    [
      { rows: '{"inputs":{}}\n{"inputs":{"x":NaN}}\n' },
      /reference.jsonl line 2 is not JSON; it has NaN or Infinity: leave/,
    ],
    [{ rows: '{"inputs":{"x":null}}\n' }, /reference.jsonl line 1: inputs.x: /],
  ])('refuses %j', async (files, message) => {
    await expect(collect(files)).rejects.toThrow(message);
  });

  it('follows no link out of the repository', async () => {
    await mkdir(join(run.checkout, 'dist'), { recursive: true });
    await symlink('../../request.json', join(run.checkout, 'dist/linked'));

    await expect(
      collect({
        report: {
          ...A_REPORT,
          artifact: { ...A_REPORT.artifact, path: 'dist/linked' },
        },
      }),
    ).rejects.toThrow(/outside of the repository/);
  });
});

(disk ? describe : describe.skip)('collectOutput on a full disk', () => {
  afterAll(() => disk?.unmount());

  // Of either there is one in the checkout, and no room for another.
  const large = 'x'.repeat(0.6 * DISK_BYTES);

  it.each<[string, Built]>([
    ['artifact', { artifact: large }],
    ['rows', { rows: `{"inputs":{"x":"${large}"}}\n` }],
  ])(
    'says that there is no room for its %s, and leaves some for its record',
    async (what, built) => {
      const data = dataDirectoryAt(disk?.path ?? '');
      const run = await makeRun(data, what);
      await writeBuilt(run, built);
      await expect(collectOutput(run, data)).rejects.toThrow(
        `The disk is full: what the pipeline has built could not be kept in ${data.root}. Free some space and deploy again.`,
      );
      await run.writeRecord(NEW_RUN);
      await expect(run.readRecord()).resolves.toEqual(NEW_RUN);
      await rm(run.path, { recursive: true });
    },
  );
});
