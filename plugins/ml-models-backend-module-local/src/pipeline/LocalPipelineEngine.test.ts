import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  describePipelineEngine,
  PipelineBehaviour,
  until,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { ARTIFACT_HEX, PASSING_STAGES } from '../__testUtils__/modelRepository';
import { processVariables } from '../__testUtils__/processVariables';
import {
  TemporaryPipeline,
  temporaryPipeline,
} from '../__testUtils__/temporaryPipeline';
import { artifactFile } from '../dataDirectory';
import { findProcessIdentity } from '../process/processIdentity';

describe('LocalPipelineEngine', () => {
  const getPipeline = temporaryPipeline();
  const setVariables = processVariables();
  let pipeline: TemporaryPipeline;

  beforeEach(() => {
    pipeline = getPipeline();
  });

  describePipelineEngine('LocalPipelineEngine', async () => {
    const runs = pipeline.file('runs');
    return {
      engine: pipeline.engine,
      anotherEngine: () => pipeline.anotherEngine(),
      commit: behaviour =>
        pipeline.push({ stages: stagesThat(behaviour, runs) }),
      countRuns: async () => (await readFile(runs, 'utf8')).length,
    };
  });

  it('runs all stages and hands over what they left behind', async () => {
    const run = await pipeline.trigger();
    const status = await pipeline.untilEnded(run);

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
    await expect(pipeline.engine.readOutput(run)).resolves.toEqual({
      report: expect.objectContaining({ model: 'tiny' }),
      referenceRows: [{ inputs: { x: 1 }, outputs: { y: 2 } }],
      artifactUri: `local:sha256:${ARTIFACT_HEX}`,
      commit: status.commit,
    });
    await expect(
      readFile(artifactFile(pipeline.data, ARTIFACT_HEX), 'utf8'),
    ).resolves.toBe('any bytes will do\n');
    await until(
      () => readdir(join(pipeline.data.pipeline, 'deployment-1')),
      names => !names.includes('checkout'),
    );
  });

  it('hands over the lock file that the repository names', async () => {
    const content = '# nothing\n';
    const run = await pipeline.trigger({
      files: {
        'all.lock': content,
        'pipeline.yaml': JSON.stringify({
          environment: { python: '>=3', lock: 'all.lock' },
          stages: Object.entries({ ...PASSING_STAGES, setup: 'true' }).map(
            ([name, command]) => ({ name, run: command }),
          ),
          serve: { run: 'true' },
        }),
      },
    });
    await pipeline.untilEnded(run);
    await expect(pipeline.engine.readOutput(run)).resolves.toMatchObject({
      lockFile: { path: 'all.lock', content },
    });
  });

  it('says which stage failed, how, and the line that tells why', async () => {
    const run = await pipeline.trigger({
      stages: { test: 'echo before; echo "error: it is broken" >&2; exit 3' },
    });
    const status = await pipeline.untilEnded(run);

    expect(status.state).toBe('failed');
    expect(status.failure).toEqual({
      stage: 'test',
      message: expect.stringMatching(
        /^Step test failed with exit code 3 after \d+\.\d s. Correct what its log shows, and push again.$/,
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
    await expect(pipeline.engine.readOutput(run)).rejects.toThrow(
      /deployment-1 has no output: it is failed/,
    );
  });

  it('does not quote the success that was printed before a failure', async () => {
    const run = await pipeline.trigger({
      stages: { test: 'echo "121 passed in 13.44s"; exit 3' },
    });
    const { failure } = await pipeline.untilEnded(run);

    expect(failure).toEqual({
      stage: 'test',
      message: expect.stringMatching(
        /^Step test failed with exit code 3 after \d+\.\d s; its log has no line that looks like an error\. Correct what its log shows/,
      ),
      firstErrorLine: undefined,
    });
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
      /there is no reports\/model-report.json; step package has to write it/,
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
    const { state, failure, stages } = await pipeline.untilEnded(
      await pipeline.trigger(options),
    );

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
    const run = await pipeline.triggerFor(sourceLocation);
    const { failure } = await pipeline.untilEnded(run);

    expect(failure?.message).toMatch(message);
    await expect(
      pipeline.engine.readLog(run, 'setup', 0),
    ).resolves.toMatchObject({
      text: expect.stringMatching(message),
      complete: true,
    });
  });

  it('ends with a message on a commit that is not there', async () => {
    const { sourceLocation } = await pipeline.push();
    const run = await pipeline.triggerFor(sourceLocation, 'f'.repeat(40));

    expect((await pipeline.untilEnded(run)).failure?.message).toMatch(
      /ops\/tiny has no commit f{40}; push it, or deploy another one/,
    );
  });

  it('runs side by side what does not wait for each other, and ends it at a failure', async () => {
    const other = pipeline.file('other-runs');
    const stage = (name: string, run: string, after: string[]) => ({
      name,
      run,
      after,
    });
    const status = await pipeline.untilEnded(
      await pipeline.trigger({
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
      }),
    );

    expect(status.failure?.stage).toBe('lint');
    expect(
      status.stages.map(({ name, status: end, message }) => [
        name,
        end,
        message,
      ]),
    ).toEqual([
      ['setup', 'succeeded', undefined],
      ['train', 'cancelled', 'Ended, because step lint failed'],
      ['lint', 'failed', expect.stringMatching(/exit code 1/)],
      ['package', 'skipped', 'Not run, because step lint failed'],
    ]);
  });

  it("shows stages no secret of the backend's, and finds this Node", async () => {
    setVariables({
      BACKEND_SECRET: 'hush',
      PIP_INDEX_URL: 'https://a:hush@b/',
    });
    const run = await pipeline.trigger({
      stages: { setup: 'true', lint: 'env; node --version' },
    });
    await pipeline.untilEnded(run);
    const { text } = await pipeline.engine.readLog(run, 'lint', 0);

    expect(text).toMatch(process.version);
    expect(text).toMatch(/^CI=true$/m);
    expect(text).not.toMatch(/hush/);
  });

  it('reads a log on from where it ended, never half a character', async () => {
    const gate = pipeline.file('gate');
    const run = await pipeline.trigger({
      stages: {
        setup: `printf 'gr\\303'; while [ ! -e ${gate} ]; do sleep 0.01; done; printf '\\274n\\n'`,
      },
    });
    const chunk = await until(
      () => pipeline.engine.readLog(run, 'setup', 0),
      ({ text }) => text.split('\n').length > 1 && !text.endsWith('\n'),
    );
    expect(chunk.text).toMatch(/\ngr$/);
    expect(chunk.complete).toBe(false);
    await writeFile(gate, '');
    await pipeline.untilEnded(run);

    const rest = await pipeline.engine.readLog(run, 'setup', chunk.next);
    expect(rest.text).toMatch(/^ün\n\[.*\] Done after/);
    expect(rest.complete).toBe(true);
  });

  it('cancels a run with all that its stages have started', async () => {
    const pids = pipeline.file('pids');
    const run = await pipeline.trigger({
      stages: { train: `sleep 1000 & echo $! >> ${pids}; wait` },
    });
    const pid = Number(await pipeline.untilContent(pids));
    await pipeline.engine.cancel(run);
    const status = await pipeline.untilEnded(run);

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
  });
});

/** @param runs - file that grows by a byte with each run */
function stagesThat(
  behaviour: PipelineBehaviour,
  runs: string,
): Record<string, string> {
  const setup = `printf . >> ${runs}`;
  switch (behaviour.kind) {
    case 'fails':
      return { setup, test: `echo '${behaviour.line}'; exit 1` };
    case 'waits':
      return { setup: `${setup}; sleep 1000` };
    default:
      return { setup };
  }
}
