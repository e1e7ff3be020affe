import { sampleStatusSchema } from '@noshelfware/backstage-plugin-ml-models-common';
import { SAMPLE_PHASES } from './SampleStateFile';
import { toSampleStatus } from './toSampleStatus';

describe('toSampleStatus', () => {
  it('never goes back while the phases go on', () => {
    const progress = SAMPLE_PHASES.map(
      phase => toSampleStatus({ phase, sent: 0 }).progress ?? Number.NaN,
    );

    expect([...progress].sort((a, b) => a - b)).toEqual(progress);
    expect(progress.at(-1)).toBe(1);
  });

  it('counts predictions within the phase that replays', () => {
    const none = toSampleStatus({
      phase: 'replaying-first',
      sent: 0,
      total: 10,
    });
    const half = toSampleStatus({
      phase: 'replaying-first',
      sent: 5,
      total: 10,
    });

    expect(half.progress).toBeGreaterThan(none.progress ?? 1);
    expect(half.message).toContain('(5 of 10)');
  });

  it('says what failed and what to do, and marks the step', () => {
    const status = toSampleStatus({
      phase: 'creating',
      sent: 0,
      failure: 'No Python was found',
    });

    expect(sampleStatusSchema.parse(status)).toMatchObject({
      state: 'failed',
      message: 'No Python was found. Restart the portal to go on from here.',
    });
    expect(status.steps?.map(step => step.status)).toEqual([
      'succeeded',
      'failed',
      'pending',
      'pending',
      'pending',
      'pending',
    ]);
  });
});
