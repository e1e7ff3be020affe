import { aModel } from './__testUtils__/aModel';
import { retrainOf } from './retrainOf';

describe('retrainOf', () => {
  it('starts nothing by itself, and lets nothing worse through', () => {
    expect(
      retrainOf(aModel({ environments: ['staging', 'production'] })),
    ).toEqual({
      environment: 'production',
      schedule: undefined,
      onVerdict: undefined,
      atMostEvery: 'P1D',
      gate: 'not-worse-than-live',
    });
  });

  it('is as the model says', () => {
    const retrain = {
      environment: 'staging',
      schedule: 'P7D',
      onVerdict: 'failing',
      atMostEvery: 'P2D',
      gate: 'none',
    } as const;
    expect(retrainOf(aModel({ retrain }))).toEqual(retrain);
  });
});
