import { modelReportSchema } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  PipelineEngine,
  PipelineRunOutput,
  PipelineRunRef,
  PipelineRunStatus,
} from '../PipelineEngine';
import { readWholeLog } from './readWholeLog';
import { until } from './until';

/** What the pipeline of a commit does; its stages include `test`. */
export type PipelineBehaviour =
  /** All stages end well. */
  | { kind: 'passes' }
  /** Stage `test` prints the line, then ends with an error. */
  | { kind: 'fails'; line: string }
  /** Its first stage goes on until the run is cancelled. */
  | { kind: 'waits' };

/** An engine under test, and what the contract needs around it. */
export interface PipelineEngineHarness {
  engine: PipelineEngine;
  /** @returns the engine as another replica of the backend, or the next one, has it */
  anotherEngine(): PipelineEngine;
  /**
   * Makes a commit the head of the default branch of a model's repository.
   *
   * @returns `backstage.io/source-location` of the repository, and the full SHA
   */
  commit(
    behaviour: PipelineBehaviour,
  ): Promise<{ sourceLocation: string; commit: string }>;
  /** @returns how often a pipeline has been started for these commits */
  countRuns(): Promise<number>;
  /** The engine's workflows register versions by HTTP. Default: false. */
  registersVersions?: boolean;
  /** How long a run may take. Default: 60,000. */
  timeoutMs?: number;
  /** Called after each case. */
  close?(): Promise<void>;
}

const REQUEST = {
  deploymentId: '6f1d3a52-7c1e-4c7a-9d59-0d2f3b8a4e11',
  modelRef: 'mlmodel:default/tiny',
};

export interface PipelineEngineTraits {
  /**
   * False: what it runs pipelines on has no way to end a run, so that `cancel` of one
   * that goes on throws NotImplementedError. Default: true.
   */
  cancels?: boolean;
}

/** More bytes than characters, so that it shows which of them an engine counts. */
const LINE = 'error: Prüfung nicht bestanden';

/**
 * The contract of `PipelineEngine`, as tests for Jest.
 *
 * @param create - called before each case
 */
export function describePipelineEngine(
  name: string,
  create: () => Promise<PipelineEngineHarness>,
  { cancels = true }: PipelineEngineTraits = {},
): void {
  describe(`${name} as a pipeline engine`, () => {
    let harness: PipelineEngineHarness;
    let engine: PipelineEngine;

    beforeEach(async () => {
      harness = await create();
      engine = harness.engine;
    });

    afterEach(() => harness.close?.());

    async function trigger(
      behaviour: PipelineBehaviour,
    ): Promise<PipelineRunRef> {
      const { sourceLocation } = await harness.commit(behaviour);
      return engine.trigger({ ...REQUEST, sourceLocation });
    }

    function untilEnded(run: PipelineRunRef): Promise<PipelineRunStatus> {
      return until(
        () => engine.describe(run),
        ({ state }) => isEnd(state),
        harness.timeoutMs,
      );
    }

    function untilRunning(run: PipelineRunRef): Promise<PipelineRunStatus> {
      return until(
        () => engine.describe(run),
        ({ stages }) => stages.some(({ status }) => status === 'running'),
        harness.timeoutMs,
      );
    }

    it('starts one run for one deployment, whoever asks and however often', async () => {
      const { sourceLocation } = await harness.commit({ kind: 'passes' });
      const request = { ...REQUEST, sourceLocation };
      const runs = await Promise.all([
        engine.trigger(request),
        engine.trigger(request),
        harness.anotherEngine().trigger(request),
      ]);
      const status = await untilEnded(runs[0]);
      runs.push(await engine.trigger(request));

      expect(runs[0].engine).toBe(engine.id);
      expect(runs).toEqual(Array(4).fill(runs[0]));
      expect(await engine.describe(runs[0])).toEqual(status);
      expect(await harness.countRuns()).toBe(1);
    });

    it('builds all where there is nothing to resume from', async () => {
      const { sourceLocation, commit } = await harness.commit({
        kind: 'passes',
      });
      const run = await engine.trigger({
        ...REQUEST,
        sourceLocation,
        commit,
        resumeFrom: { engine: engine.id, runId: 'a-run-that-is-gone' },
      });
      expect(await untilEnded(run)).toMatchObject({
        state: 'succeeded',
        commit: { sha: commit },
      });
    });

    it('starts a run of its own for each deployment', async () => {
      const { sourceLocation } = await harness.commit({ kind: 'passes' });
      const first = await engine.trigger({ ...REQUEST, sourceLocation });
      const second = await engine.trigger({
        ...REQUEST,
        sourceLocation,
        deploymentId: 'e6a3a1f0-3f6b-4a43-8c0e-2b6a3f2f9c02',
      });
      await untilEnded(first);
      await untilEnded(second);

      expect(second.runId).not.toBe(first.runId);
      expect(await harness.countRuns()).toBe(2);
    });

    it('tells every stage in order, and when it ran', async () => {
      const { state, failure, stages } = await untilEnded(
        await trigger({ kind: 'passes' }),
      );

      expect(state).toBe('succeeded');
      expect(failure).toBe(undefined);
      expect(stages.map(stage => stage.name)).toContain('test');
      for (const { status, startedAt, endedAt } of stages) {
        expect(status).toBe('succeeded');
        expect(endedAt?.getTime()).toBeGreaterThanOrEqual(
          startedAt?.getTime() ?? Infinity,
        );
      }
    });

    it('tells the same of a run through another replica', async () => {
      const run = await trigger({ kind: 'passes' });
      const status = await untilEnded(run);

      expect(await harness.anotherEngine().describe(run)).toEqual(status);
    });

    it('builds the head of the default branch', async () => {
      await harness.commit({ kind: 'passes' });
      const { commit, sourceLocation } = await harness.commit({
        kind: 'passes',
      });
      const run = await engine.trigger({ ...REQUEST, sourceLocation });

      expect((await untilEnded(run)).commit?.sha).toBe(commit);
    });

    it('builds the commit that is asked for', async () => {
      const { commit } = await harness.commit({ kind: 'passes' });
      const { sourceLocation } = await harness.commit({ kind: 'passes' });
      const run = await engine.trigger({ ...REQUEST, sourceLocation, commit });

      expect((await untilEnded(run)).commit?.sha).toBe(commit);
    });

    it('hands over what a succeeded run has left behind', async () => {
      const run = await trigger({ kind: 'passes' });
      const { commit } = await untilEnded(run);
      const output = await engine.readOutput(run);

      expect(output && judge(output)).toEqual(
        harness.registersVersions
          ? undefined
          : { hasReport: true, hasRows: true, hasArtifact: true, commit },
      );
    });

    it('names the stage that failed and says what happened', async () => {
      const { state, failure, stages } = await untilEnded(
        await trigger({ kind: 'fails', line: LINE }),
      );

      expect(state).toBe('failed');
      expect(failure).toMatchObject({
        stage: 'test',
        message: expect.stringMatching(/\S/),
      });
      expect(stages.find(stage => stage.name === 'test')?.status).toBe(
        'failed',
      );
      expect(stages.filter(isOpen)).toEqual([]);
    });

    it('has no output of a run that failed', async () => {
      const run = await trigger({ kind: 'fails', line: LINE });
      await untilEnded(run);

      await expect(engine.readOutput(run)).rejects.toMatchObject({
        name: 'ConflictError',
      });
    });

    it('reads a log on from any byte', async () => {
      const run = await trigger({ kind: 'fails', line: LINE });
      await untilEnded(run);
      const read = (from: number) => engine.readLog(run, 'test', from);
      const { text, next } = await readWholeLog(read, harness.timeoutMs);

      const [before, after] = text.split(`${LINE}\n`);
      expect(after).toBeDefined();
      expect(next).toBe(Buffer.byteLength(text));
      const rest = await read(Buffer.byteLength(`${before}${LINE}`));
      expect(rest.text).toBe(text.slice(before.length + LINE.length));
      expect(await read(next)).toEqual({ text: '', next, complete: true });
    });

    if (cancels) {
      it('says that more of a log may come as long as its stage runs', async () => {
        const run = await trigger({ kind: 'waits' });
        const { stages } = await untilRunning(run);
        const read = (from: number) =>
          engine.readLog(run, stages[0].name, from);

        expect((await read(0)).complete).toBe(false);
        await engine.cancel(run);
        await untilEnded(run);
        await readWholeLog(read, harness.timeoutMs);
      });

      it('cancels a run, which is no failure', async () => {
        const run = await trigger({ kind: 'waits' });
        await untilRunning(run);
        await engine.cancel(run);
        const status = await untilEnded(run);

        expect(status.state).toBe('cancelled');
        expect(status.failure).toBe(undefined);
        expect(status.stages.filter(isOpen)).toEqual([]);
        await engine.cancel(run);
        expect(await engine.describe(run)).toEqual(status);
      });
    }

    it('leaves a run that has ended as it is when asked to cancel it', async () => {
      const run = await trigger({ kind: 'passes' });
      const status = await untilEnded(run);
      await engine.cancel(run);

      expect(await engine.describe(run)).toEqual(status);
    });

    it('does not know a run that it has not started', async () => {
      const run = { engine: engine.id, runId: '404' };
      for (const ask of [
        () => engine.describe(run),
        () => engine.readOutput(run),
        () => engine.readLog(run, 'test', 0),
        () => engine.cancel(run),
      ]) {
        await expect(ask()).rejects.toMatchObject({ name: 'NotFoundError' });
      }
    });
  });
}

function isEnd(state: PipelineRunStatus['state']): boolean {
  return state !== 'queued' && state !== 'running';
}

function isOpen({ status }: PipelineRunStatus['stages'][number]): boolean {
  return status === 'pending' || status === 'running';
}

function judge({
  report,
  referenceRows,
  artifactUri,
  commit,
}: PipelineRunOutput) {
  return {
    hasReport: modelReportSchema.safeParse(report).success,
    hasRows: referenceRows.length > 0,
    hasArtifact: /^[a-z0-9+.-]+:./.test(artifactUri),
    commit,
  };
}
