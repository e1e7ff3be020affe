import fc from 'fast-check';
import { DAY_S, HOUR_S } from '../profile/WindowKey';
import { planReads } from './planReads';

/** A midnight. */
const DAY = 20_500 * DAY_S;

describe('planReads', () => {
  it('reads days in the middle, hours towards the ends, and the rest as it is kept', () => {
    const plan = planReads({
      fromS: DAY - 90 * 60,
      untilS: DAY + 2 * DAY_S + 65 * 60,
      bucketS: DAY_S,
    });
    expect(plan).toEqual([
      {
        source: 'unmerged',
        fromS: DAY - 90 * 60,
        untilS: DAY + 2 * DAY_S + 65 * 60,
      },
      { source: 'merged', fromS: DAY - 90 * 60, untilS: DAY - HOUR_S },
      {
        source: 'merged',
        fromS: DAY + 2 * DAY_S + HOUR_S,
        untilS: DAY + 2 * DAY_S + 65 * 60,
      },
      ...[
        [DAY - HOUR_S, DAY],
        [DAY + 2 * DAY_S, DAY + 2 * DAY_S + HOUR_S],
      ].flatMap(([fromS, untilS]) => [
        { source: 'merged', granularities: [HOUR_S, DAY_S], fromS, untilS },
        { source: 'sums', granularities: [HOUR_S], fromS, untilS },
      ]),
      {
        source: 'merged',
        granularities: [DAY_S],
        fromS: DAY,
        untilS: DAY + 2 * DAY_S,
      },
      {
        source: 'sums',
        granularities: [DAY_S],
        fromS: DAY,
        untilS: DAY + 2 * DAY_S,
      },
    ]);
  });

  it('reads nothing longer than a bucket', () => {
    const range = { fromS: DAY, untilS: DAY + 3 * DAY_S };
    expect(planReads({ ...range, bucketS: 1_800 })).toEqual([
      { source: 'unmerged', ...range },
      { source: 'merged', ...range },
    ]);
    const lengths = planReads({ ...range, bucketS: 3 * HOUR_S }).flatMap(
      ({ source, granularities }) => (source === 'sums' ? granularities : []),
    );
    expect(lengths).toEqual([HOUR_S]);
  });

  it('covers every moment of a range once with merged rows, whatever it is', () => {
    const moment = fc.integer({ min: 0, max: 5 * DAY_S });
    const bucket = fc.constantFrom(0, 300, HOUR_S, 6 * HOUR_S, DAY_S);
    fc.assert(
      fc.property(moment, moment, moment, bucket, (a, b, at, bucketS) => {
        const [fromS, untilS] = [Math.min(a, b), Math.max(a, b)];
        const holding = planReads({ fromS, untilS, bucketS }).filter(
          piece =>
            piece.source === 'merged' && piece.fromS <= at && at < piece.untilS,
        );
        expect(holding).toHaveLength(at >= fromS && at < untilS ? 1 : 0);
      }),
    );
  });
});
