import { StepRow } from './DeploymentRow';
import { aStep } from './releaseSteps';
import { estimateProgress, foretellCanary } from './toDeployment';

const NOW = new Date('2026-03-01T12:00:10.000Z');

function steps(...changes: Array<Partial<StepRow>>): StepRow[] {
  return changes.map((change, index) => ({
    ...aStep('d1', `step ${index}`, index),
    ...change,
  }));
}

describe('estimateProgress', () => {
  it('is the share of the last time that is behind', () => {
    const startedFiveSecondsAgo = new Date('2026-03-01T12:00:05.000Z');
    expect(
      estimateProgress(
        steps(
          { status: 'succeeded', last_seconds: 10 },
          {
            status: 'running',
            last_seconds: 20,
            started_at: startedFiveSecondsAgo,
          },
          { status: 'pending', last_seconds: 30 },
        ),
        NOW,
      ),
    ).toBe(0.25);
  });

  it('counts a step that takes longer than the last time as good as done', () => {
    const long = new Date('2026-03-01T11:00:00.000Z');
    expect(
      estimateProgress(
        steps(
          { status: 'running', last_seconds: 3, started_at: long },
          { status: 'pending', last_seconds: 1 },
        ),
        NOW,
      ),
    ).toBe(0.75);
  });

  it('foretells a canary from its rules, whatever the last one took', () => {
    const startedFiveSecondsAgo = new Date('2026-03-01T12:00:05.000Z');
    const release = steps(
      { name: 'start', status: 'succeeded', last_seconds: 10 },
      {
        name: 'canary',
        status: 'running',
        last_seconds: 0.1,
        started_at: startedFiveSecondsAgo,
      },
    );
    const rules = {
      weights: [10],
      bakeSeconds: 20,
      maxErrorRate: 0.01,
      maxLatencyRatio: 1.5,
      minSamples: 100,
    };
    expect(estimateProgress(foretellCanary(release, rules), NOW)).toBe(0.5);
    expect(foretellCanary(release, undefined)).toBe(release);
  });

  it('is unknown before anything was ever deployed', () => {
    expect(estimateProgress(steps({ status: 'running' }), NOW)).toBeUndefined();
  });
});
