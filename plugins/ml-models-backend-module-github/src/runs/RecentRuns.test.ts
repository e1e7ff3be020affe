import { PipelineRunStatus } from '@noshelfware/backstage-plugin-ml-models-node';
import { RateLimitError } from '../api/RateLimitError';
import { RecentRuns } from './RecentRuns';

const RUNNING: PipelineRunStatus = { state: 'running', stages: [] };

describe('RecentRuns', () => {
  let timeMs: number;
  let looks: number;
  let runs: RecentRuns;

  beforeEach(() => {
    timeMs = 1;
    looks = 0;
    runs = new RecentRuns({ pollMs: 3_000, nowMs: () => timeMs });
  });

  /** @returns how often GitHub has been asked, when it is looked at so much later */
  async function lookAfter(passedMs: number, status = RUNNING) {
    timeMs += passedMs;
    await runs.get('run', async () => {
      looks += 1;
      return status;
    });
    return looks;
  }

  it('takes an answer for new for a while', async () => {
    expect(await lookAfter(0)).toBe(1);
    expect(await lookAfter(3_000)).toBe(1);
    expect(await lookAfter(1)).toBe(2);
  });

  it('asks at once when it has heard of a run, and then seldom', async () => {
    await lookAfter(0);
    await runs.hear('run');
    expect(await lookAfter(1)).toBe(2);
    expect(await lookAfter(30_000)).toBe(2);
    expect(await lookAfter(1)).toBe(3);
  });

  it('asks as before when nothing is heard of a run any more', async () => {
    await runs.hear('run');
    expect(await lookAfter(300_001)).toBe(1);
    expect(await lookAfter(3_001)).toBe(2);
  });

  it('does not ask again of a run that has ended, whatever is heard', async () => {
    await lookAfter(0, { ...RUNNING, state: 'succeeded' });
    await runs.hear('run');
    expect(await lookAfter(1_000_000)).toBe(1);
  });

  it('asks more seldom as the rate limit runs out', async () => {
    let stretch = 1;
    runs = new RecentRuns({
      pollMs: 3_000,
      nowMs: () => timeMs,
      stretch: () => stretch,
    });
    await lookAfter(0);
    stretch = 4;
    expect(await lookAfter(3_001)).toBe(2);
    expect(await lookAfter(12_000)).toBe(2);
    expect(await lookAfter(1)).toBe(3);
  });

  it('takes a run for what it was while the rate limit is used up', async () => {
    const limited = () =>
      runs.get('run', async () => {
        throw new RateLimitError('The rate limit is used up');
      });
    expect(await limited()).toEqual({ state: 'running', stages: [] });
    const stages = [{ name: 'test', status: 'running' as const }];
    await lookAfter(0, { ...RUNNING, stages });
    timeMs += 3_001;
    expect(await limited()).toEqual({ ...RUNNING, stages });
    expect(await lookAfter(0)).toBe(2);
  });
});
