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

  it.each([
    [undefined, ', and 50 ms or more above it', false],
    [{ leastMs: 5 }, ', and 5 ms or more above it', true],
    [{ leastMs: 0 }, '', true],
  ])(
    'tells which rise of latency %j counts',
    (latencyRise, rise, fromModel) => {
      const [latency] = describeLimits({
        ...DEFAULT_VERDICT_THRESHOLDS,
        ...(latencyRise && { latencyRise }),
      }).filter(({ signal }) => signal === 'latency');
      expect(latency).toMatchObject({
        degraded: `above 1.5 × the p95 latency of the 7 days before${rise}`,
        fromModel,
      });
    },
  );

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
    const except = ['inputs.month', 'inputs.trip.hour'];
    expect(drift({ driftedFeatures: { degraded: 0.2, except } })[0]).toEqual([
      '20 % of features but month and trip.hour, each from a distance of 0.1 on',
      true,
    ]);
    expect(drift({ predictionDrift: { degraded: 1 } })[1]).toEqual([
      'never',
      true,
    ]);
  });
});
