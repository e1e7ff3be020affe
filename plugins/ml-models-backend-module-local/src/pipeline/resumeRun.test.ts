import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PipelineRunRef } from '@noshelfware/backstage-plugin-ml-models-node';
import {
  TemporaryPipeline,
  temporaryPipeline,
} from '../__testUtils__/temporaryPipeline';

describe('resumeRun', () => {
  const getPipeline = temporaryPipeline();
  let pipeline: TemporaryPipeline;
  let source: { sourceLocation: string; commit: string };

  /** Each stage notes that it ran; `train` fails until its data is there. */
  beforeEach(async () => {
    pipeline = getPipeline();
    const ran = pipeline.file('ran');
    const data = pipeline.file('new-data');
    source = await pipeline.push({
      stages: {
        lint: `echo lint >> '${ran}'; echo looked; echo kept > notes`,
        test: `echo test >> '${ran}'`,
        train: `echo train >> '${ran}'; cat notes; test -e '${data}'`,
      },
    });
  });

  async function failFirst(): Promise<PipelineRunRef> {
    const run = await pipeline.triggerFor(source.sourceLocation, source.commit);
    const { failure } = await pipeline.untilEnded(run);
    expect(failure).toMatchObject({ stage: 'train' });
    return run;
  }

  function retry(
    resumeFrom: PipelineRunRef,
    commit = source.commit,
  ): Promise<PipelineRunRef> {
    return pipeline.engine.trigger({
      deploymentId: 'deployment-2',
      modelRef: 'mlmodel:default/tiny',
      sourceLocation: source.sourceLocation,
      commit,
      resumeFrom,
    });
  }

  async function stagesThatRan(): Promise<string[]> {
    return (await readFile(pipeline.file('ran'), 'utf8')).trim().split('\n');
  }

  it('goes on from the stage that failed, with what those before have left', async () => {
    const failed = await failFirst();
    await writeFile(pipeline.file('new-data'), '');
    const run = await retry(failed);
    const status = await pipeline.untilEnded(run);

    expect(status).toMatchObject({
      state: 'succeeded',
      commit: { sha: source.commit, message: 'Change things', author: 'Ada' },
    });
    expect(await stagesThatRan()).toEqual(['lint', 'test', 'train', 'train']);
    const [, lint, test, train] = status.stages;
    expect([lint, test]).toEqual([
      {
        name: 'lint',
        status: 'succeeded',
        message: 'Not run again: it succeeded in deployment deployment-1',
      },
      expect.objectContaining({ name: 'test', status: 'succeeded' }),
    ]);
    expect(train.startedAt).toBeInstanceOf(Date);
    const { text } = await pipeline.engine.readLog(run, 'lint', 0);
    expect(text).toMatch(
      /looked\n.*Taken over from deployment deployment-1\n$/s,
    );
    await pipeline.engine.readOutput(run);
    // What it went on from is there to be looked at, as it was.
    expect(await pipeline.engine.describe(failed)).toMatchObject({
      state: 'failed',
    });
    expect(
      await readdir(join(pipeline.data.pipeline, 'deployment-1', 'checkout')),
    ).toContain('notes');
  });

  it('fails there again, and goes on from there once more', async () => {
    const again = await retry(await failFirst());
    expect((await pipeline.untilEnded(again)).failure).toMatchObject({
      stage: 'train',
    });
    await writeFile(pipeline.file('new-data'), '');
    const third = await pipeline.engine.trigger({
      deploymentId: 'deployment-3',
      modelRef: 'mlmodel:default/tiny',
      ...source,
      resumeFrom: again,
    });
    expect(await pipeline.untilEnded(third)).toMatchObject({
      state: 'succeeded',
    });
    expect((await stagesThatRan()).filter(name => name === 'lint')).toEqual([
      'lint',
    ]);
  });

  it('hands over what was built, where nothing failed but what came after', async () => {
    await writeFile(pipeline.file('new-data'), '');
    const built = await pipeline.triggerFor(
      source.sourceLocation,
      source.commit,
    );
    await pipeline.untilEnded(built);
    const ran = await stagesThatRan();
    const run = await retry(built);

    const status = await pipeline.untilEnded(run);
    expect(status.state).toBe('succeeded');
    expect(status.stages).toHaveLength(6);
    expect(await stagesThatRan()).toEqual(ran);
    expect(await pipeline.engine.readOutput(run)).toEqual(
      await pipeline.engine.readOutput(built),
    );
  });

  it.each([
    [
      'the files are gone',
      async () => {
        await rm(join(pipeline.data.pipeline, 'deployment-1', 'checkout'), {
          recursive: true,
        });
        return source.commit;
      },
    ],
    [
      'another commit is built',
      async () =>
        (
          await pipeline.push({
            stages: { lint: `echo other >> '${pipeline.file('ran')}'` },
          })
        ).commit,
    ],
  ])('builds all where %s', async (_, change) => {
    const failed = await failFirst();
    await writeFile(pipeline.file('new-data'), '');
    const commit = await change();
    const before = (await stagesThatRan()).length;
    const status = await pipeline.untilEnded(await retry(failed, commit));

    expect(status).toMatchObject({
      state: 'succeeded',
      commit: { sha: commit },
    });
    expect((await stagesThatRan()).at(before)).toMatch(/^(lint|other)$/);
    expect(status.stages.map(({ message }) => message)).not.toContain(
      expect.stringContaining('Not run again'),
    );
  });
});
