import { DEFAULT_VERDICT_THRESHOLDS } from '@noshelfware/backstage-plugin-ml-models-common';
import { describeLimits } from './describeLimits';

function drift(changes: Partial<typeof DEFAULT_VERDICT_THRESHOLDS> = {}) {
  return describeLimits({ ...DEFAULT_VERDICT_THRESHOLDS, ...changes })
    .filter(({ signal }) => signal.endsWith('drift'))
    .map(({ degraded, fromModel }) => [degraded, fromModel]);
}

describe('describeLimits', () => {
  it('tells from which distance on it is drift', () => {
    expect(drift()).toEqual([
      ['20 % of features, each from a distance of 0.1 on', false],
      ['any, from a distance of 0.1 on', false],
    ]);
  });

  it('tells what the model has set, and that it has', () => {
    expect(
      drift({
        driftDistance: { drifted: 0.3 },
        predictionDrift: { degraded: 0.15 },
      }),
    ).toEqual([
      ['20 % of features, each from a distance of 0.3 on', true],
      ['any, from a distance of 0.15 on', true],
    ]);
    expect(drift({ predictionDrift: { degraded: 1 } })[1]).toEqual([
      'never',
      true,
    ]);
  });
});
