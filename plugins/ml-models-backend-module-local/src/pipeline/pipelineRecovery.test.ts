import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { until } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { PASSING_STAGES } from '../__testUtils__/modelRepository';
import {
  TemporaryPipeline,
  temporaryPipeline,
} from '../__testUtils__/temporaryPipeline';
import { findProcessIdentity } from '../process/processIdentity';

describe('recovery of a pipeline run', () => {
  const getPipeline = temporaryPipeline();
  let pipeline: TemporaryPipeline;

  beforeEach(() => {
    pipeline = getPipeline();
  });

  it.each(Object.keys(PASSING_STAGES))(
    'goes on with a run whose runner was killed in stage %s, and does nothing else twice',
    async stage => {
      const marks = pipeline.file('marks');
      const count = `$(grep -c ${stage} ${marks})`;
      const run = await pipeline.trigger({
        stages: Object.fromEntries(
          Object.entries(PASSING_STAGES).map(([name, command]) => [
            name,
            name === stage
              ? `echo ${name} >> ${marks}; [ "${count}" = 2 ] || sleep 1000; ${command}`
              : `echo ${name} >> ${marks}; ${command}`,
          ]),
        ),
      });
      await pipeline.untilContent(marks, new RegExp(stage));
      await pipeline.killRunner();
      const status = await pipeline.untilEnded(run);

      expect(status.state).toBe('succeeded');
      await expect(readFile(marks, 'utf8')).resolves.toBe(
        Object.keys(PASSING_STAGES)
          .map(name => (name === stage ? `${name}\n${name}\n` : `${name}\n`))
          .join(''),
      );
      const { text } = await pipeline.engine.readLog(run, stage, 0);
      expect(text).toMatch(
        /Interrupted: its runner died. The step starts again/,
      );
    },
  );

  it('ends the stage that a killed runner has left before it starts it again', async () => {
    const pids = pipeline.file('pids');
    const run = await pipeline.trigger({
      stages: {
        train: `echo $$ >> ${pids}; [ "$(grep -c . ${pids})" = 2 ] || sleep 1000; ${PASSING_STAGES.train}`,
      },
    });
    const left = Number(await pipeline.untilContent(pids));
    await pipeline.killRunner();
    await expect(pipeline.untilEnded(run)).resolves.toMatchObject({
      state: 'succeeded',
    });

    await expect(findProcessIdentity(left)).resolves.toBeUndefined();
  });

  it('gives up on a run whose runner dies twice', async () => {
    const run = await pipeline.trigger({
      stages: {
        // The runner is the parent of the shell's parent.
        train: 'echo "killing $PPID"; kill -9 $PPID; sleep 1000',
      },
    });
    const status = await pipeline.untilEnded(run);

    expect(status.state).toBe('failed');
    expect(status.failure).toMatchObject({
      stage: 'train',
      message: expect.stringMatching(/died twice/),
    });
    await expect(pipeline.findRunner()).resolves.toBeUndefined();
  });

  it('lets a run go on while the backend is killed and comes back', async () => {
    const marks = pipeline.file('marks');
    const gate = pipeline.file('gate');
    const { sourceLocation } = await pipeline.push({
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
        pipeline.data.root,
        'deployment-1',
        sourceLocation,
      ],
      { stdio: 'ignore' },
    );
    await pipeline.untilContent(marks);
    backend.kill('SIGKILL');
    await once(backend, 'exit');
    const run = { engine: 'local', runId: 'deployment-1' };
    await expect(pipeline.engine.describe(run)).resolves.toMatchObject({
      state: 'running',
    });
    await writeFile(gate, '');
    const status = await pipeline.untilEnded(run);

    expect(status.state).toBe('succeeded');
    await expect(readFile(marks, 'utf8')).resolves.toBe('train\n');
  });

  it('stops with the portal, and goes on with the stage afterwards', async () => {
    const marks = pipeline.file('marks');
    const run = await pipeline.trigger({
      stages: {
        train: `echo train >> ${marks}; ${PASSING_STAGES.train}; [ "$(grep -c train ${marks})" = 2 ] || sleep 1000`,
      },
    });
    await pipeline.untilContent(marks);
    await pipeline.engine.stop();
    await expect(pipeline.findRunner()).resolves.toBeUndefined();
    await expect(pipeline.engine.describe(run)).resolves.toMatchObject({
      state: 'queued',
    });

    pipeline.engine = pipeline.anotherEngine();
    await expect(pipeline.untilEnded(run)).resolves.toMatchObject({
      state: 'succeeded',
    });
    await expect(readFile(marks, 'utf8')).resolves.toBe('train\ntrain\n');
  });

  it('ends with its stages when somebody deletes the data directory', async () => {
    const pids = pipeline.file('pids');
    await pipeline.trigger({
      stages: { train: `echo $$ >> ${pids}; sleep 1000` },
    });
    const pid = Number(await pipeline.untilContent(pids));
    await rm(pipeline.data.root, { recursive: true });

    await expect(
      until(
        () => findProcessIdentity(pid),
        identity => identity === undefined,
      ),
    ).resolves.toBeUndefined();
  });
});
