import { aModelReport } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { PredictedTwice } from '../../deployments/retrain/BuildJudge';
import { compareBuilds } from './compareBuilds';

const REPORTS = {
  binary: aModelReport({
    target: {
      output: 'late',
      name: 'late',
      type: 'boolean',
      score: 'probability',
    },
  }),
  multiclass: aModelReport({
    task: 'tabular-classification',
    target: { output: 'kind', name: 'kind', type: 'string' },
  }),
  regression: aModelReport({
    target: { output: 'minutes', name: 'minutes', type: 'number' },
  }),
};

const COUNT = 400;

const kindOf = (row: number) => (row % 3 === 0 ? 'a' : 'b');

function rows(of: (row: number) => PredictedTwice): PredictedTwice[] {
  return Array.from({ length: COUNT }, (_, row) => of(row));
}

const valueOf = (
  { measures }: ReturnType<typeof compareBuilds.judge>,
  measure: string,
) => {
  const found = measures.find(it => it.measure === measure);
  return found && [found.candidate, found.live, found.n];
};

describe('compareBuilds', () => {
  it('finds a version that is more often wrong on the same rows', () => {
    const judged = compareBuilds.judge(
      REPORTS.multiclass,
      rows(row => ({
        target: { kind: kindOf(row) },
        live: { kind: kindOf(row) },
        // Ten rows; by chance they would be one in a thousand times.
        candidate: { kind: row < 10 ? 'c' : kindOf(row) },
      })),
    );
    expect(valueOf(judged, 'accuracy')).toEqual([0.975, 1, COUNT]);
    expect(judged.worse).toEqual([
      'it is wrong on 10 rows that the live version gets right, and right on 0 that that gets wrong',
    ]);
  });

  it('does not call worse what differs both ways, however often', () => {
    const judged = compareBuilds.judge(
      REPORTS.multiclass,
      rows(row => ({
        target: { kind: 'a' },
        live: { kind: row % 2 === 0 ? 'a' : 'b' },
        candidate: { kind: row % 2 === 0 ? 'b' : 'a' },
      })),
    );
    expect(judged).toMatchObject({ n: COUNT, worse: [] });
    expect(judged.unmeasured).toBeUndefined();
  });

  it('finds scores that are worse where the answers are as good', () => {
    const judged = compareBuilds.judge(
      REPORTS.binary,
      rows(row => ({
        target: { late: row % 20 === 0 },
        live: { late: false, probability: row % 20 === 0 ? 0.4 : 0.1 },
        candidate: { late: false, probability: row % 3 === 0 ? 0.3 : 0.1 },
      })),
    );
    expect(valueOf(judged, 'accuracy')).toEqual([0.95, 0.95, COUNT]);
    expect(judged.worse).toEqual([
      expect.stringMatching(/^its Brier score is 0\.0\d+ larger, row by row/),
    ]);
  });

  it('finds larger errors of a regression, not merely other ones', () => {
    const judge = (error: (row: number) => number) =>
      compareBuilds.judge(
        REPORTS.regression,
        rows(row => ({
          target: { minutes: row },
          live: { minutes: row + (row % 7) - 3 },
          candidate: { minutes: row + error(row) },
        })),
      );
    const worse = judge(row => ((row % 7) - 3) * 1.2);
    expect(worse.worse).toEqual([
      expect.stringMatching(/^its mean absolute error is 0\.34\d? larger/),
    ]);
    expect(valueOf(worse, 'mae')?.[2]).toBe(COUNT);
    expect(judge(row => ((row + 3) % 7) - 3).worse).toEqual([]);
    expect(judge(row => ((row % 7) - 3) * 0.5).worse).toEqual([]);
  });

  it('raises no more false alarms than it says', () => {
    // Linear congruential: the same rows each time. Source: Numerical Recipes, ranqd1.
    let seed = 1;
    const random = () => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed / 2 ** 32;
    };
    const isRight = () => ({ late: random() < 0.9 });
    let alarms = 0;
    for (let time = 0; time < 300; time += 1) {
      const judged = compareBuilds.judge(
        REPORTS.binary,
        rows(() => ({
          target: { late: true },
          live: isRight(),
          candidate: isRight(),
        })),
      );
      if (judged.worse.length > 0) alarms += 1;
    }
    // Three are expected; ten or more would come once in a thousand such tests.
    expect(alarms).toBeLessThan(10);
  });

  it('leaves out rows that say nothing of one of them', () => {
    const judged = compareBuilds.judge(
      REPORTS.regression,
      rows(row => ({
        target: { minutes: 1 },
        live: { [row < 300 ? 'minutes' : 'others']: 1 },
        candidate: { minutes: 2 },
      })),
    );
    expect(judged.n).toBe(300);
    expect(valueOf(judged, 'mae')).toEqual([1, 0, 300]);
  });

  it('says what is missing to judge by', () => {
    expect(compareBuilds.judge(aModelReport(), []).unmeasured).toMatch(
      /names no target/,
    );
    const few = rows(() => ({
      target: { late: true },
      live: { late: true },
      candidate: { late: false },
    })).slice(0, 99);
    expect(compareBuilds.judge(REPORTS.binary, few)).toMatchObject({
      n: 99,
      worse: [],
      unmeasured: '99 rows could be compared, and 100 are needed',
      measures: expect.arrayContaining([
        { measure: 'accuracy', candidate: 0, live: 1, n: 99 },
      ]),
    });
  });
});
