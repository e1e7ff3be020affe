import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { PipelineRunRef } from '@noshelfware/backstage-plugin-ml-models-node';
import {
  aModelRepository,
  ARTIFACT_HEX,
  ModelRepositoryOptions,
  PASSING_STAGES,
} from '../__testUtils__/modelRepository';
import { processVariables } from '../__testUtils__/processVariables';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import {
  artifactFile,
  createDataDirectory,
  DataDirectory,
  dataDirectoryAt,
} from '../dataDirectory';
import {
  findProcessIdentity,
  ProcessIdentity,
} from '../process/processIdentity';
import { ProcessLock } from '../process/ProcessLock';
import { until } from '../__testUtils__/until';
import { RunFolder } from './RunFolder';
import { LocalPipelineEngine } from './LocalPipelineEngine';

/** A run starts several processes; two shared cores may take a while. */
jest.setTimeout(60_000);

describe('LocalPipelineEngine', () => {
  let engine: LocalPipelineEngine;
  // Before the folder goes, which is in the hands of its runners until then.
  afterEach(() => engine.stop());
  const folder = temporaryDirectory();
  const setVariables = processVariables();
  let data: DataDirectory;

  beforeEach(async () => {
    data = dataDirectoryAt(join(folder.path, 'data'));
    await createDataDirectory(data);
    engine = new LocalPipelineEngine({
      data,
      logger: mockServices.logger.mock(),
    });
  });

  const trigger = async (
    options: Partial<ModelRepositoryOptions> = {},
    deploymentId = 'deployment-1',
  ) => {
    const { sourceLocation } = await aModelRepository({
      data,
      work: join(folder.path, 'work'),
      ...options,
    });
    return engine.trigger({
      deploymentId,
      modelRef: 'mlmodel:default/tiny',
      sourceLocation,
    });
  };

  const waitUntilEnded = (run: PipelineRunRef) =>
    until(
      () => engine.describe(run),
      ({ state }) => state !== 'queued' && state !== 'running',
    );

  const runToEnd = async (options: Partial<ModelRepositoryOptions>) =>
    waitUntilEnded(await trigger(options));

  it('runs all stages and hands over what they left behind', async () => {
    const run = await trigger();
    const status = await waitUntilEnded(run);

    expect(status).toMatchObject({
      state: 'succeeded',
      commit: { message: 'Change things', author: 'Ada' },
      failure: undefined,
    });
    expect(status.stages.map(({ name }) => name)).toEqual([
      'setup',
      'lint',
      'test',
      'train',
      'evaluate',
      'package',
    ]);
    for (const stage of status.stages) {
      expect(stage.status).toBe('succeeded');
      expect(stage.endedAt!.getTime()).toBeGreaterThanOrEqual(
        stage.startedAt!.getTime(),
      );
    }
    await expect(engine.readOutput(run)).resolves.toEqual({
      report: expect.objectContaining({ model: 'tiny' }),
      referenceRows: [{ inputs: { x: 1 }, outputs: { y: 2 } }],
      artifactUri: `local:sha256:${ARTIFACT_HEX}`,
      commit: status.commit,
    });
    await expect(
      readFile(artifactFile(data, ARTIFACT_HEX), 'utf8'),
    ).resolves.toBe('any bytes will do\n');
    await until(
      () => readdir(join(data.pipeline, 'deployment-1')),
      names => !names.includes('checkout'),
    );
  });

  it('starts one run for one deployment, however often it is asked', async () => {
    const marks = join(folder.path, 'marks');
    const { sourceLocation } = await aModelRepository({
      data,
      work: join(folder.path, 'work'),
      stages: { train: `echo trained >> ${marks}` },
    });
    const request = {
      deploymentId: 'deployment-1',
      modelRef: 'mlmodel:default/tiny',
      sourceLocation,
    };
    const other = new LocalPipelineEngine({
      data,
      logger: mockServices.logger.mock(),
    });
    const runs = await Promise.all([
      engine.trigger(request),
      engine.trigger(request),
      other.trigger(request),
    ]);
    await waitUntilEnded(runs[0]);
    await engine.trigger(request);
    await waitUntilEnded(runs[0]);

    expect(runs).toEqual(
      Array(3).fill({ engine: 'local', runId: 'deployment-1' }),
    );
    await expect(readFile(marks, 'utf8')).resolves.toBe('trained\n');
  });

  it('says which stage failed, how, and the line that tells why', async () => {
    const run = await trigger({
      stages: { test: 'echo before; echo "error: it is broken" >&2; exit 3' },
    });
    const status = await waitUntilEnded(run);

    expect(status.state).toBe('failed');
    expect(status.failure).toEqual({
      stage: 'test',
      message: expect.stringMatching(
        /^Stage test failed with exit code 3 after \d+\.\d s. Open its log, correct the cause and push again.$/,
      ),
      firstErrorLine: 'error: it is broken',
    });
    expect(status.stages.map(stage => stage.status)).toEqual([
      'succeeded',
      'succeeded',
      'failed',
      'skipped',
      'skipped',
      'skipped',
    ]);
    await expect(engine.readOutput(run)).rejects.toThrow(
      /deployment-1 has no output: it is failed/,
    );
  });

  it.each([
    [
      'a program that is not installed',
      { stages: { lint: 'no-such-program' } },
      'lint',
      /a program it calls is not installed.*exit code 127/,
    ],
    [
      'a stage that is killed',
      { stages: { train: 'kill -9 $$' } },
      'train',
      /was ended by SIGKILL after .* perhaps for want of memory/,
    ],
    [
      'a full disk',
      { stages: { train: 'echo "cp: No space left on device"; exit 1' } },
      'train',
      /the disk is full. Free some space/,
    ],
    [
      'a failed gate that ends its stage',
      {
        stages: {
          evaluate:
            'mkdir -p reports && cp gate.json reports/model-report.json; exit 1',
        },
        files: {
          'gate.json': JSON.stringify({
            gate: {
              passed: false,
              checks: [
                {
                  metric: 'auc',
                  value: 0.61,
                  operator: '>=',
                  threshold: 0.7,
                  passed: false,
                },
              ],
            },
          }),
        },
      },
      'evaluate',
      /^The evaluation gate did not pass: auc 0.61 is not >= 0.7. Improve/,
    ],
    [
      'a pipeline.yaml that is wrong',
      { files: { 'pipeline.yaml': 'stages: [{ name: setup }]\nserve: {}\n' } },
      'setup',
      /^pipeline.yaml: stages\[0\].run: .*; serve.run: /,
    ],
    [
      'a report that is missing',
      { stages: { package: 'true' } },
      'package',
      /there is no reports\/model-report.json; the package stage has to write it/,
    ],
    [
      'a lock file that is missing',
      {
        files: {
          'pipeline.yaml':
            'environment: { python: ">=3.8", lock: nothing.lock }\nstages: [{ name: setup, run: x }]\nserve: { run: x }\n',
        },
      },
      'setup',
      /^There is no nothing.lock, which environment.lock/,
    ],
  ])('ends with a message on %s', async (_, options, stage, message) => {
    const { state, failure, stages } = await runToEnd(options);

    expect(state).toBe('failed');
    expect(failure).toMatchObject({
      stage,
      message: expect.stringMatching(message),
    });
    expect(stages.find(({ name }) => name === stage)?.status).toBe('failed');
  });

  it.each([
    [
      'a repository of another host',
      'url:https://github.com/ops/x',
      /not url:https/,
    ],
    [
      'a repository that is not there',
      'url:http://localhost:7007/api/ml-models/git/ops/nothing.git',
      /There is no repository ops\/nothing/,
    ],
  ])('ends with a message on %s', async (_, sourceLocation, message) => {
    const run = await engine.trigger({
      deploymentId: 'deployment-1',
      modelRef: 'mlmodel:default/tiny',
      sourceLocation,
    });
    const { failure } = await waitUntilEnded(run);

    expect(failure?.message).toMatch(message);
    await expect(engine.readLog(run, 'setup', 0)).resolves.toMatchObject({
      text: expect.stringMatching(message),
      complete: true,
    });
  });

  it('ends with a message on a commit that is not there', async () => {
    const { sourceLocation } = await aModelRepository({
      data,
      work: join(folder.path, 'work'),
    });
    const run = await engine.trigger({
      deploymentId: 'deployment-1',
      modelRef: 'mlmodel:default/tiny',
      sourceLocation,
      commit: 'f'.repeat(40),
    });

    expect((await waitUntilEnded(run)).failure?.message).toMatch(
      /ops\/tiny has no commit f{40}; push it, or deploy another one/,
    );
  });

  it('builds the commit that is asked for', async () => {
    const work = join(folder.path, 'work');
    const { sourceLocation, commit } = await aModelRepository({ data, work });
    await aModelRepository({ data, work, files: { 'new.txt': 'new' } });
    const run = await engine.trigger({
      deploymentId: 'deployment-1',
      modelRef: 'mlmodel:default/tiny',
      sourceLocation,
      commit,
    });

    expect((await waitUntilEnded(run)).commit?.sha).toBe(commit);
  });

  it('runs side by side what does not wait for each other, and ends it at a failure', async () => {
    const other = join(folder.path, 'other-runs');
    const stage = (name: string, run: string, after: string[]) => ({
      name,
      run,
      after,
    });
    const status = await runToEnd({
      files: {
        'pipeline.yaml': JSON.stringify({
          stages: [
            stage('setup', 'true', []),
            stage('train', `touch ${other}; sleep 1000`, ['setup']),
            stage('lint', `while [ ! -e ${other} ]; do :; done; exit 1`, [
              'setup',
            ]),
            stage('package', 'true', ['train', 'lint']),
          ],
          serve: { run: 'true' },
        }),
      },
    });

    expect(status.failure?.stage).toBe('lint');
    expect(
      status.stages.map(({ name, status: end, message }) => [
        name,
        end,
        message,
      ]),
    ).toEqual([
      ['setup', 'succeeded', undefined],
      ['train', 'cancelled', 'Ended, because stage lint failed'],
      ['lint', 'failed', expect.stringMatching(/exit code 1/)],
      ['package', 'skipped', 'Not run, because stage lint failed'],
    ]);
  });

  it("shows stages no secret of the backend's, and finds this Node", async () => {
    setVariables({
      BACKEND_SECRET: 'hush',
      PIP_INDEX_URL: 'https://a:hush@b/',
    });
    const run = await trigger({
      stages: { setup: 'true', lint: 'env; node --version' },
    });
    await waitUntilEnded(run);
    const { text } = await engine.readLog(run, 'lint', 0);

    expect(text).toMatch(process.version);
    expect(text).toMatch(/^CI=true$/m);
    expect(text).not.toMatch(/hush/);
  });

  it('reads a log on from where it ended, never half a character', async () => {
    const gate = join(folder.path, 'gate');
    const run = await trigger({
      stages: {
        setup: `printf 'gr\\303'; while [ ! -e ${gate} ]; do sleep 0.01; done; printf '\\274n\\n'`,
      },
    });
    const chunk = await until(
      () => engine.readLog(run, 'setup', 0),
      ({ text }) => text.split('\n').length > 1 && !text.endsWith('\n'),
    );
    expect(chunk.text).toMatch(/\ngr$/);
    expect(chunk.complete).toBe(false);
    await writeFile(gate, '');
    await waitUntilEnded(run);

    const rest = await engine.readLog(run, 'setup', chunk.next);
    expect(rest.text).toMatch(/^ün\n\[.*\] Done after/);
    expect(rest.complete).toBe(true);
    await expect(engine.readLog(run, 'setup', rest.next)).resolves.toEqual({
      text: '',
      next: rest.next,
      complete: true,
    });
  });

  it('cancels a run with all that its stages have started', async () => {
    const pids = join(folder.path, 'pids');
    const run = await trigger({
      stages: { train: `sleep 1000 & echo $! >> ${pids}; wait` },
    });
    const pid = Number(await waitForContent(pids));
    await engine.cancel(run);
    const status = await waitUntilEnded(run);

    expect(status).toMatchObject({ state: 'cancelled', failure: undefined });
    expect(status.stages.map(stage => stage.status)).toEqual([
      'succeeded',
      'succeeded',
      'succeeded',
      'cancelled',
      'skipped',
      'skipped',
    ]);
    await expect(findProcessIdentity(pid)).resolves.toBeUndefined();
    await engine.cancel(run);
    await expect(engine.describe(run)).resolves.toEqual(status);
  });

  it.each(Object.keys(PASSING_STAGES))(
    'goes on with a run whose runner was killed in stage %s, and does nothing else twice',
    async stage => {
      const marks = join(folder.path, 'marks');
      const count = `$(grep -c ${stage} ${marks})`;
      const run = await trigger({
        stages: Object.fromEntries(
          Object.entries(PASSING_STAGES).map(([name, command]) => [
            name,
            name === stage
              ? `echo ${name} >> ${marks}; [ "${count}" = 2 ] || sleep 1000; ${command}`
              : `echo ${name} >> ${marks}; ${command}`,
          ]),
        ),
      });
      await waitForContent(marks, new RegExp(stage));
      const [holder] = await findRunners(data);
      process.kill(holder.pid, 'SIGKILL');
      const status = await waitUntilEnded(run);

      expect(status.state).toBe('succeeded');
      await expect(readFile(marks, 'utf8')).resolves.toBe(
        Object.keys(PASSING_STAGES)
          .map(name => (name === stage ? `${name}\n${name}\n` : `${name}\n`))
          .join(''),
      );
      const { text } = await engine.readLog(run, stage, 0);
      expect(text).toMatch(
        /Interrupted: its runner died. The stage starts again/,
      );
    },
  );

  it('gives up on a run whose runner dies twice', async () => {
    const run = await trigger({
      stages: {
        // The runner is the parent of the shell's parent.
        train: 'echo "killing $PPID"; kill -9 $PPID; sleep 1000',
      },
    });
    const status = await waitUntilEnded(run);

    expect(status.state).toBe('failed');
    expect(status.failure).toMatchObject({
      stage: 'train',
      message: expect.stringMatching(/died twice/),
    });
    await expect(findRunners(data)).resolves.toEqual([]);
  });

  it('lets a run go on while the backend is killed and comes back', async () => {
    const marks = join(folder.path, 'marks');
    const gate = join(folder.path, 'gate');
    const { sourceLocation } = await aModelRepository({
      data,
      work: join(folder.path, 'work'),
      stages: {
        train: `echo train >> ${marks}; while [ ! -e ${gate} ]; do sleep 0.01; done; ${PASSING_STAGES.train}`,
      },
    });
    const backend = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        resolve(__filename, '../../__testUtils__/triggerRun.ts'),
        data.root,
        'deployment-1',
        sourceLocation,
      ],
      { stdio: 'ignore' },
    );
    await waitForContent(marks);
    backend.kill('SIGKILL');
    await once(backend, 'exit');
    const run = { engine: 'local', runId: 'deployment-1' };
    await expect(engine.describe(run)).resolves.toMatchObject({
      state: 'running',
    });
    await writeFile(gate, '');
    const status = await waitUntilEnded(run);

    expect(status.state).toBe('succeeded');
    await expect(readFile(marks, 'utf8')).resolves.toBe('train\n');
  });

  it('stops with the portal, and goes on with the stage afterwards', async () => {
    const marks = join(folder.path, 'marks');
    const run = await trigger({
      stages: {
        train: `echo train >> ${marks}; ${PASSING_STAGES.train}; [ "$(grep -c train ${marks})" = 2 ] || sleep 1000`,
      },
    });
    await waitForContent(marks);
    await engine.stop();
    await expect(findRunners(data)).resolves.toEqual([]);
    await expect(engine.describe(run)).resolves.toMatchObject({
      state: 'queued',
    });

    engine = new LocalPipelineEngine({
      data,
      logger: mockServices.logger.mock(),
    });
    await expect(waitUntilEnded(run)).resolves.toMatchObject({
      state: 'succeeded',
    });
    await expect(readFile(marks, 'utf8')).resolves.toBe('train\ntrain\n');
  });

  it('ends with its stages when somebody deletes the data directory', async () => {
    const pids = join(folder.path, 'pids');
    await trigger({ stages: { train: `echo $$ >> ${pids}; sleep 1000` } });
    const pid = Number(await waitForContent(pids));
    await rm(data.root, { recursive: true });

    await expect(
      until(
        () => findProcessIdentity(pid),
        identity => identity === undefined,
      ),
    ).resolves.toBeUndefined();
  });

  it('does not know runs it has not started', async () => {
    await expect(
      engine.describe({ engine: 'local', runId: 'nothing' }),
    ).rejects.toThrow(/There is no pipeline run nothing/);
  });
});

function waitForContent(file: string, pattern = /./): Promise<string> {
  return until(
    () => readFile(file, 'utf8').catch(() => ''),
    content => pattern.test(content),
  );
}

async function findRunners(data: DataDirectory): Promise<ProcessIdentity[]> {
  const holder = await ProcessLock.findHolder(
    new RunFolder(join(data.pipeline, 'deployment-1')).lock,
  );
  return holder ? [holder] : [];
}
