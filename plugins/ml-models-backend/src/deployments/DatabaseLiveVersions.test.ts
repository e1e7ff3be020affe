import { DeploymentHarness, TARGET } from '../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { DatabaseLiveVersions } from './DatabaseLiveVersions';

describeEachDatabase('DatabaseLiveVersions', openDatabase => {
  let harness: DeploymentHarness;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    harness.startWorker();
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  it('lists what is live, and what was stopped until something is live again', async () => {
    const versions = new DatabaseLiveVersions(harness.database);
    const list = async () => ({
      live: await versions.list([TARGET.modelRef]),
      stopped: await versions.listStopped([TARGET.modelRef]),
    });
    const release = async (
      asked: Parameters<typeof harness.request>[0] = {},
    ) => {
      const { id } = await harness.request(asked);
      return harness.finish(id);
    };
    await release();
    const live = { ...TARGET, version: 1, sinceMs: expect.any(Number) };
    expect(await list()).toEqual({ live: [live], stopped: [] });

    const { endedAt = '' } = await release({ trigger: 'stop' });
    expect(await list()).toEqual({
      live: [],
      stopped: [{ ...TARGET, version: 1, untilMs: Date.parse(endedAt) }],
    });

    await release({ version: 1 });
    expect(await list()).toEqual({ live: [live], stopped: [] });
    expect(await versions.listStopped(['mlmodel:default/other'])).toEqual([]);
  });
});
