import { aDrift } from '../__testUtils__/aDrift';
import { countDrift } from './countDrift';

describe('countDrift', () => {
  it('counts inputs that could be judged, less those that the model passes over', () => {
    expect(
      countDrift([
        aDrift('drift'),
        aDrift('stable'),
        aDrift('unknown'),
        aDrift('drift', { role: 'output' }),
        aDrift('drift', { exempt: true }),
      ]),
    ).toEqual({ drifted: 1, features: 2 });
  });

  it('is nothing where none could be judged', () => {
    const exempt = aDrift('drift', { exempt: true });
    expect(countDrift([aDrift('unknown'), exempt])).toBeUndefined();
  });
});
