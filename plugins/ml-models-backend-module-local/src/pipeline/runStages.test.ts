import { PlannedStage } from './planStages';
import { runStages } from './runStages';

const STAGES: PlannedStage[] = [
  { name: 'setup', run: 'x', after: [] },
  { name: 'lint', run: 'x', after: ['setup'] },
  { name: 'test', run: 'x', after: ['setup'] },
  { name: 'train', run: 'x', after: ['setup'] },
  { name: 'evaluate', run: 'x', after: ['train'] },
  { name: 'package', run: 'x', after: ['lint', 'test', 'evaluate'] },
];

/** Runs stages that end when the test says so. */
function controlled(options: { limit: number; done?: string[] }) {
  const running = new Map<string, (outcome: 'succeeded' | 'failed') => void>();
  const onFailure = jest.fn();
  const ended = runStages({
    stages: STAGES,
    done: new Set(options.done),
    limit: options.limit,
    run: stage =>
      new Promise(resolve => {
        running.set(stage.name, resolve);
      }),
    onFailure,
  });
  const end = async (name: string, outcome: 'succeeded' | 'failed') => {
    running.get(name)?.(outcome);
    running.delete(name);
    await new Promise(setImmediate);
  };
  return { ended, end, onFailure, names: () => [...running.keys()] };
}

describe('runStages', () => {
  it('starts what the longest chain waits for first, within the limit', async () => {
    const run = controlled({ limit: 2 });
    expect(run.names()).toEqual(['setup']);
    await run.end('setup', 'succeeded');
    expect(run.names()).toEqual(['train', 'lint']);
    await run.end('lint', 'succeeded');
    expect(run.names()).toEqual(['train', 'test']);
    await run.end('train', 'succeeded');
    await run.end('test', 'succeeded');
    expect(run.names()).toEqual(['evaluate']);
    await run.end('evaluate', 'succeeded');
    await run.end('package', 'succeeded');

    await expect(run.ended).resolves.toBe(true);
    expect(run.onFailure).not.toHaveBeenCalled();
  });

  it('has nothing to do when all has been done before', async () => {
    const done = STAGES.map(({ name }) => name);

    await expect(controlled({ limit: 2, done }).ended).resolves.toBe(true);
  });

  it('starts nothing after a failure, and waits for what still runs', async () => {
    const run = controlled({ limit: 3, done: ['setup'] });
    await run.end('lint', 'failed');
    await run.end('train', 'succeeded');
    expect(run.names()).toEqual(['test']);
    await run.end('test', 'failed');

    await expect(run.ended).resolves.toBe(false);
    expect(run.onFailure).toHaveBeenCalledTimes(1);
  });

  it('ends the others when one cannot even be recorded', async () => {
    const onFailure = jest.fn();
    const ended = runStages({
      stages: STAGES,
      done: new Set(),
      limit: 2,
      run: async () => {
        throw new Error('ENOSPC');
      },
      onFailure,
    });
    await expect(ended).resolves.toBe(false);
    expect(onFailure).toHaveBeenCalledTimes(1);
  });
});
