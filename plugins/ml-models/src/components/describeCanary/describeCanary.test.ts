import { aCanary } from '../../__testUtils__/builders/aCanary';
import { describeCanary, describeWait } from './describeCanary';

describe('describeCanary', () => {
  it('tells the share, for how long, and what it is judged by', () => {
    expect(describeCanary(aCanary())).toBe(
      'Before that it answers 10 % of the requests for 1 min or more (up to 10 min, until it has answered 500), and is put back if more than 1 % of them fail, if they take more than 1.5 times as long, or if it predicts otherwise.',
    );
  });

  it('tells which loss of quality it is put back for', () => {
    expect(describeCanary({ ...aCanary(), maxQualityLoss: 0.05 })).toMatch(
      /, or if it predicts otherwise, or more than 5 % worse by the outcomes that arrive\.$/,
    );
  });

  it('tells one share after another', () => {
    expect(describeCanary({ ...aCanary(), weights: [5, 25, 50] })).toMatch(
      /^Before that it answers 5 %, then 25 %, then 50 % of the requests for 1 min or more each \(up to 10 min, until it has answered 500\), and is put back/,
    );
  });
});

describe('describeWait', () => {
  const versions = { candidate: 3, live: 2 };

  it('tells what is waited for, and for how long where nobody asks', () => {
    expect(describeWait(aCanary(), versions)).toBe(
      'It waits until version 3 has answered 500 requests, for 1 min at least and 10 min at most; 1 min and no longer where none comes, to it or to version 2.',
    );
  });

  it('tells that each share is waited for', () => {
    expect(
      describeWait({ ...aCanary(), weights: [5, 25, 50] }, versions),
    ).toMatch(/^It waits in each step until version 3 has answered/);
  });
});
