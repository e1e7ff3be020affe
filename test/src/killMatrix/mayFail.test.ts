import { Kind, pointsOf } from './kinds';
import { mayFail } from './mayFail';

const pointsOfFailure = (victim: 'model' | 'supervisor', kind: Kind) =>
  pointsOf(kind)
    .filter(point => mayFail({ victim, kind, point }))
    .map(({ at, step }) => `${at} ${step}`);

describe('mayFail', () => {
  it('is so from when a version is tried first until it was tried last', () => {
    expect(pointsOfFailure('model', 'rollback')).toEqual([
      'after start',
      'inside smoke',
    ]);
    expect(pointsOfFailure('model', 'canary')).toEqual([
      'after start',
      'inside smoke',
      'after smoke',
      'inside canary',
    ]);
  });

  it('is never so for what is not the version itself', () => {
    expect(pointsOfFailure('supervisor', 'held canary')).toEqual([]);
  });
});
