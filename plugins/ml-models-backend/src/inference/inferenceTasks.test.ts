import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { inferenceQuerySchema } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  anInference,
  FLIGHT_DELAY,
  InMemoryInferenceLogStore,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { migrate } from '../database';
import { DatabaseInferenceProfiler } from '../performance/profile/DatabaseInferenceProfiler';
import { scheduleInferenceTasks } from './inferenceTasks';
import { LastRetention } from './LastRetention';
import { ModelPolicy } from './ModelPolicySource';

const DAY_MS = 24 * 60 * 60 * 1000;
const AGES_DAYS = [1, 6, 8, 40];
const KEPT_FOR_A_MONTH = 'mlmodel:default/kept-for-a-month';
const UNKNOWN = 'mlmodel:default/unknown';
const RETENTION_DAYS: Record<string, number> = {
  [FLIGHT_DELAY]: 7,
  [KEPT_FOR_A_MONTH]: 30,
};

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});

async function findPolicy(modelRef: string): Promise<ModelPolicy | undefined> {
  const retentionDays = RETENTION_DAYS[modelRef];
  return retentionDays ? { retentionDays, sample: 1, redact: [] } : undefined;
}

async function scheduleTasks(store: InMemoryInferenceLogStore) {
  const knex = await databases.init('SQLITE_3');
  await migrate(knex);
  const nowMs = () => NOON_MS;
  const profiler = new DatabaseInferenceProfiler({
    knex,
    writers: ['boot'],
    nowMs,
  });
  const scheduler = mockServices.scheduler.mock();
  await scheduleInferenceTasks({
    store,
    scheduler,
    profiler,
    retention: new LastRetention({ knex, policies: { find: findPolicy } }),
    nowMs,
  });
  const taskOf = (id: string) => {
    const task = scheduler.scheduleTask.mock.calls
      .map(([scheduled]) => scheduled)
      .find(scheduled => scheduled.id === id);
    if (!task) throw new Error(`No task ${id} was scheduled`);
    return task;
  };
  return { profiler, taskOf };
}

/** Joins as many with each call as the test says, and then none. */
class JoiningStore extends InMemoryInferenceLogStore {
  readonly profilers: unknown[] = [];

  constructor(private readonly joined: number[]) {
    super();
  }

  override async joinFeedback(
    ...[profiler]: Parameters<InMemoryInferenceLogStore['joinFeedback']>
  ) {
    this.profilers.push(profiler);
    return this.joined[this.profilers.length - 1] ?? 0;
  }
}

describe('the retention task', () => {
  it('deletes every hour what each model keeps no longer', async () => {
    const store = new InMemoryInferenceLogStore();
    const modelRefs = [FLIGHT_DELAY, KEPT_FOR_A_MONTH, UNKNOWN];
    for (const modelRef of modelRefs) {
      store.keep(
        ...AGES_DAYS.map((age, serial) =>
          anInference({ modelRef, serial, timeMs: NOON_MS - age * DAY_MS }),
        ),
      );
    }
    const { taskOf } = await scheduleTasks(store);
    const task = taskOf('ml-models-inference-retention');
    expect(task).toMatchObject({ frequency: { hours: 1 } });

    await task.fn(new AbortController().signal);
    const kept = await Promise.all(
      modelRefs.map(modelRef =>
        store.search(modelRef, inferenceQuerySchema.parse({})),
      ),
    );
    expect(kept.map(({ items }) => items.length)).toEqual([2, 3, 4]);
  });

  it('tells the store when it is to stop', async () => {
    const store = new InMemoryInferenceLogStore();
    const deleteExpired = jest.spyOn(store, 'deleteExpired');
    const { taskOf } = await scheduleTasks(store);
    const { signal } = new AbortController();
    await taskOf('ml-models-inference-retention').fn(signal);
    expect(deleteExpired).toHaveBeenCalledWith(
      expect.objectContaining({ signal }),
    );
  });
});

describe('the task that joins feedback', () => {
  it('goes on every minute until nothing is left to be joined', async () => {
    const store = new JoiningStore([2_000, 2_000, 7]);
    const { profiler, taskOf } = await scheduleTasks(store);
    const task = taskOf('ml-models-join-feedback');
    expect(task).toMatchObject({ frequency: { minutes: 1 } });

    await task.fn(new AbortController().signal);
    expect(store.profilers).toEqual([profiler, profiler, profiler, profiler]);
  });

  it('stops when its time is over', async () => {
    const store = new JoiningStore([2_000, 2_000, 7]);
    const { taskOf } = await scheduleTasks(store);
    await taskOf('ml-models-join-feedback').fn(AbortSignal.abort());
    expect(store.profilers).toHaveLength(1);
  });
});
