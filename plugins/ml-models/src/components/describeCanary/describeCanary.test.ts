import { aCanary } from '../../__testUtils__/builders/aCanary';
import { describeCanary } from './describeCanary';

describe('describeCanary', () => {
  it('tells the share, for how long, and what it is judged by', () => {
    expect(describeCanary(aCanary())).toBe(
      'Before that it answers 10 % of the requests for 1 min or more, and is put back if more than 1 % of them fail, if they take more than 1.5 times as long, or if it predicts otherwise.',
    );
  });

  it('tells one share after another', () => {
    expect(describeCanary({ ...aCanary(), weights: [5, 25, 50] })).toMatch(
      /^Before that it answers 5 %, then 25 %, then 50 % of the requests for 1 min or more each, and is put back/,
    );
  });
});
