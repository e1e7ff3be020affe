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

  it('says what it does, how many of how many are sent, and when it is complete', () => {
    const messages = SAMPLE_PHASES.map(
      phase =>
        toSampleStatus({
          phase,
          sent: 5_000,
          total: phase.startsWith('replaying') ? 131_600 : undefined,
        }).message,
    );

    expect(messages).toEqual([
      'Waiting for the catalog to read the sample organisation.',
      'Creating the flight-delay model from its template: test, train, evaluate, package, release.',
      'Replaying real flights through the first version (5,000 of 131,600).',
      'Retraining on newer flights and releasing what comes of it.',
      'Replaying real flights through the retrained version (5,000 of 131,600).',
      'Replaying more flights of the last days (5,000 of 131,600).',
      'The sample is complete; two live predictions a second go on.',
    ]);
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
