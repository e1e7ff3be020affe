import { SAMPLE } from './sampleModel';

describe('the sample', () => {
  it('keeps its records longer than its replay reaches back', () => {
    const [, days] = /^P(\d+)D$/.exec(SAMPLE.templateValues.retention) ?? [];
    expect(Number(days)).toBeGreaterThan(2 * SAMPLE.replay.days);
  });
});
