import { WindowProfile } from './WindowProfile';

/** What the sketch rounds values by. */
const ACCURACY = 0.01;

describe('WindowProfile', () => {
  it.each([0.5, 0.9, 0.95, 0.99, 1])(
    'tells the least latency that a share of %d of the requests did not exceed',
    quantile => {
      const profile = new WindowProfile();
      const durationsMs: number[] = [];
      for (let count = 1; count <= 200; count += 1) {
        // Each is a tenth slower than the last, and they come in no order.
        const durationMs = 1.1 ** ((count * 89) % 201);
        profile.addRecord({ failed: false, durationMs });
        durationsMs.push(durationMs);
        durationsMs.sort((a, b) => a - b);
        const exact = durationsMs[Math.ceil(quantile * count) - 1];
        const told = profile.latencyAt(quantile) ?? NaN;
        expect(Math.abs(told / exact - 1)).toBeLessThan(1.05 * ACCURACY);
      }
    },
  );

  it('is of what was answered or failed: who refuses is quick', () => {
    const profile = new WindowProfile();
    profile.addRecord({ failed: false, statusCode: 200, durationMs: 100 });
    profile.addRecord({ failed: true, statusCode: 500, durationMs: 100 });
    for (let i = 0; i < 98; i += 1) {
      profile.addRecord({ failed: true, statusCode: 422, durationMs: 1 });
    }
    expect(profile.latency.count).toBe(2);
    expect(profile.latencyAt(0.5)).toBeGreaterThan(95);
    expect(profile).toMatchObject({ requests: 100, invalidRequests: 98 });
  });

  it('has no digits that the sketch does not know', () => {
    const profile = new WindowProfile();
    profile.addRecord({ failed: false, durationMs: 123.456789 });
    expect(profile.latencyAt(0.5)).toBe(
      Number(profile.latencyAt(0.5)?.toFixed(1)),
    );
  });

  it('tells none where nothing was timed', () => {
    const profile = new WindowProfile();
    profile.addRecord({ failed: true });
    expect(profile.latencyAt(0.5)).toBeUndefined();
  });
});

describe('outcomes', () => {
  const SCORES = [
    ['labels', 3],
    ['score.positive.99', 2],
    ['score.negative.0', 1],
  ] as const;

  function aScored(): WindowProfile {
    const profile = new WindowProfile();
    const slice = profile.sliceOf('a');
    for (const [name, sum] of SCORES) {
      profile.outcomes.set(name, sum);
      slice.outcomes.set(name, sum);
    }
    return profile;
  }

  it('add up with those that are stored, in slices as well', () => {
    const profile = aScored();
    profile.addRow(aScored().toRow());
    profile.addRow(aScored().toRow());
    const sums = new Map(SCORES.map(([name, sum]) => [name, 3 * sum]));
    expect(profile.outcomes).toEqual(sums);
    expect(profile.slices.get('a')?.outcomes).toEqual(sums);
  });

  it('add up with those of another profile, named or not, which keeps its own', () => {
    const read = new WindowProfile();
    read.addRow(aScored().toRow());
    const profile = aScored();
    profile.add(read);
    profile.add(aScored());
    const sums = new Map(SCORES.map(([name, sum]) => [name, 3 * sum]));
    expect(profile.outcomes).toEqual(sums);
    expect(profile.slices.get('a')?.outcomes).toEqual(sums);
    expect(read.outcomes).toEqual(new Map(SCORES));
  });
});

it('counts requests whose log has no failures in it, wherever they add up', () => {
  const profile = new WindowProfile();
  const missing = ['statusCode', 'durationMs', 'exception'];
  profile.addRecord({
    failed: false,
    imported: { format: 'sagemaker', missing },
  });
  profile.addRecord({
    failed: false,
    imported: { format: 'databricks', missing: ['stacktrace'] },
  });
  profile.addRecord({ failed: false });
  expect(profile.failuresUntold).toBe(1);
  const sum = new WindowProfile();
  sum.addRow(profile.toRow());
  sum.add(profile);
  expect(sum).toMatchObject({ requests: 6, failuresUntold: 2 });
});
