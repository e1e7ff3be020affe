import { mockServices } from '@backstage/backend-test-utils';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { DeploymentHarness } from '../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { lookAtOwners } from './lookAtOwners';
import { listOwners } from './modelOwners';
import { scheduleOwnerTasks } from './ownerTasks';

const DELAY = 'mlmodel:default/flight-delay';
const FLIGHTS = 'group:default/flight-ops-ds';
const SALES = 'group:default/sales';

function ownedBy(targetRef: string, name = 'flight-delay') {
  return aModelEntity({ name, relations: [{ type: 'ownedBy', targetRef }] });
}

describeEachDatabase('Owners of models', openDatabase => {
  let harness: DeploymentHarness;
  let models: ReturnType<typeof aModelEntity>[];

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    models = [ownedBy(FLIGHTS)];
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  function look(catalog = { listModels: async () => models }) {
    return lookAtOwners({ catalog, database: harness.database });
  }

  async function owners(modelRef = DELAY) {
    const rows = await listOwners(harness.database, modelRef);
    return rows.map(({ owner_ref: ownerRef }) => ownerRef);
  }

  it('are noted when a look sees another one than before, and only then', async () => {
    await look();
    await look();
    expect(await owners()).toEqual([FLIGHTS]);
    models = [ownedBy(SALES)];
    await look();
    models = [ownedBy(FLIGHTS)];
    await look();
    expect(await owners()).toEqual([FLIGHTS, SALES, FLIGHTS]);
    const times = (await listOwners(harness.database, DELAY)).map(({ since }) =>
      new Date(since).getTime(),
    );
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBeGreaterThan(Date.UTC(2020, 0, 1));
  });

  it('are noted of each model by itself', async () => {
    models = [ownedBy(FLIGHTS), ownedBy(SALES, 'no-show')];
    await look();
    models = [ownedBy(FLIGHTS), ownedBy(FLIGHTS, 'no-show')];
    await look();
    expect(await owners()).toEqual([FLIGHTS]);
    expect(await owners('mlmodel:default/no-show')).toEqual([SALES, FLIGHTS]);
  });

  it('stay the last ones of a model that has left the catalog', async () => {
    await look();
    models = [];
    await look();
    expect(await owners()).toEqual([FLIGHTS]);
  });

  it('are noted once by replicas that look at once', async () => {
    await look();
    models = [ownedBy(SALES)];
    await Promise.all(Array.from({ length: 5 }, () => look()));
    expect(await owners()).toEqual([FLIGHTS, SALES]);
  });

  it('are not undone by a look that began before they changed', async () => {
    await look();
    await look({
      listModels: async () => {
        models = [ownedBy(SALES)];
        await look();
        return [ownedBy('group:default/nobody')];
      },
    });
    expect(await owners()).toEqual([FLIGHTS, SALES]);
  });

  it('are noted of more models than one insert takes', async () => {
    models = Array.from({ length: 1_001 }, (_, index) =>
      ownedBy(FLIGHTS, `model-${index}`),
    );
    await look();
    expect(await owners('mlmodel:default/model-1000')).toEqual([FLIGHTS]);
  });

  it('are noted before a deployment and an edit of the traffic are asked for', async () => {
    harness.startWorker();
    const { id } = await harness.request({ model: ownedBy(SALES) });
    const [{ since }] = await listOwners(harness.database, DELAY);
    const { createdAt } = await harness.finish(id);
    expect(new Date(since).getTime()).toBeLessThanOrEqual(
      Date.parse(createdAt),
    );
    await expect(
      harness.editTraffic({ 1: 100 }, { model: ownedBy(FLIGHTS) }),
    ).rejects.toThrow('is so already');
    expect(await owners()).toEqual([SALES, FLIGHTS]);
  });

  it('are looked at every five minutes, and a failure is seen', async () => {
    const scheduler = mockServices.scheduler.mock();
    const listModels = jest.fn(async () => models);
    const { database } = harness;
    await scheduleOwnerTasks({ catalog: { listModels }, database, scheduler });
    const [[task]] = scheduler.scheduleTask.mock.calls;
    expect(task.frequency).toEqual({ minutes: 5 });
    await task.fn(new AbortController().signal);
    expect(await owners()).toEqual([FLIGHTS]);
    listModels.mockRejectedValueOnce(new Error('The catalog is down'));
    await expect(task.fn(new AbortController().signal)).rejects.toThrow(
      'The catalog is down',
    );
  });
});
