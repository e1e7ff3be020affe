import { DeploymentHarness, TARGET } from '../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { DatabaseDeploymentHistory } from './DatabaseDeploymentHistory';

describeEachDatabase('DatabaseDeploymentHistory', openDatabase => {
  let harness: DeploymentHarness;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    harness.startWorker();
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  it('tells when versions went live, and when all was stopped', async () => {
    const released = await harness.finish((await harness.request()).id);
    harness.engine.failing = 'train';
    await harness.finish((await harness.request()).id);
    const stop = await harness.finish(
      (
        await harness.request({ trigger: 'stop' })
      ).id,
    );
    const history = new DatabaseDeploymentHistory(harness.database);
    const [live, failed, stopped] = await history.list(new Date(0));
    expect(live).toMatchObject({
      id: released.id,
      ...TARGET,
      version: 1,
      liveAt: new Date(released.endedAt!),
      stoppedAt: undefined,
    });
    expect(failed).toMatchObject({
      status: 'failed',
      liveAt: undefined,
      stoppedAt: undefined,
    });
    expect(stopped).toMatchObject({
      id: stop.id,
      liveAt: undefined,
      stoppedAt: new Date(stop.endedAt!),
    });
  });

  it('tells no lead time of what was trained anew, wherever it goes', async () => {
    const committed = {
      sha: 'a'.repeat(40),
      authoredAt: '2026-03-01T12:00:00.000Z',
    };
    harness.engine.output = { commit: committed };
    await harness.finish((await harness.request()).id);
    await harness.finish((await harness.request({ trigger: 'retrain' })).id);
    await harness.finish((await harness.request({ version: 2 })).id);
    const history = new DatabaseDeploymentHistory(harness.database);
    const listed = await history.list(new Date(0));
    expect(listed.map(({ committedAt }) => committedAt)).toEqual([
      new Date(committed.authoredAt),
      undefined,
      undefined,
    ]);
  });

  it('leaves out what was asked for before', async () => {
    const { createdAt } = await harness.request();
    const history = new DatabaseDeploymentHistory(harness.database);
    const since = Date.parse(createdAt);
    expect(await history.list(new Date(since))).toHaveLength(1);
    expect(await history.list(new Date(since + 1))).toEqual([]);
  });
});
