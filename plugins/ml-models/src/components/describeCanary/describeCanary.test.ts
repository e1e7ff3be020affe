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

describe('describeCanary of a shadow', () => {
  const shadow = { maxDisagreement: 0.2, tolerance: 0.05 };
  const asShadow = { ...aCanary(), weights: [], shadow };

  it('tells that callers get none of its answers, and how many may differ', () => {
    expect(describeCanary(asShadow)).toBe(
      'Before that it gets a copy of each request for 1 min or more (up to 10 min, until it has answered 500), no caller gets its answers, and it ends if more than 1 % of them fail, if they take more than 1.5 times as long, if it predicts otherwise on the whole, or answers more than 20 % of the requests otherwise than the live version.',
    );
  });

  it('tells by which decisions it is judged where its model names no limit', () => {
    expect(
      describeCanary({ ...asShadow, shadow: { tolerance: 0.05 } }),
    ).toMatch(
      /on the whole, or decides more than 30 % of the requests otherwise than the live version\.$/,
    );
  });

  it('tells of no limit where there is none, and of the gate where there is one', () => {
    const free = { ...shadow, maxDisagreement: 1 };
    expect(
      describeCanary({ ...asShadow, shadow: free, gate: 'manual' }),
    ).toMatch(
      /times as long, or if it predicts otherwise\. Then it waits until somebody other than its requester releases it\.$/,
    );
  });

  it('waits for copies', () => {
    expect(describeWait(asShadow, { candidate: 3, live: 2 })).toBe(
      'It waits until version 3 has answered 500 copied requests, for 1 min at least and 10 min at most; 1 min and no longer where none comes, to version 2.',
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
