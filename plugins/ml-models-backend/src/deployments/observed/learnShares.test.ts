import { AnsweredWindow } from './AnsweredTraffic';
import { learnShares } from './learnShares';
import { toSlots } from './Sample';

const FIVE_MINUTES_S = 300;

type Counts = Record<number, number>;

/** @param windows - requests by version, the newest window first */
function learn(windows: Counts[], known?: Counts) {
  const answered = windows.flatMap((counts, at): AnsweredWindow[] =>
    Object.entries(counts).map(([version, requests]) => ({
      version: Number(version),
      requests,
      startS: (100 - at) * FIVE_MINUTES_S,
    })),
  );
  const weights =
    known &&
    Object.entries(known).map(([version, weight]) => ({
      version: Number(version),
      weight,
    }));
  const learnt = learnShares(toSlots(answered), weights);
  return (
    learnt &&
    Object.fromEntries(
      learnt.weights.map(({ version, weight }) => [version, weight]),
    )
  );
}

describe('learnShares', () => {
  it('believes whatever answers where nothing was known to', () => {
    expect(learn([{ 1: 1 }])).toEqual({ 1: 100 });
    expect(learn([{ 1: 600, 2: 400 }])).toEqual({ 1: 60, 2: 40 });
    expect(learn([])).toBeUndefined();
  });

  it('learns nothing of what stays as it is', () => {
    expect(learn([{ 1: 900 }, { 1: 900 }], { 1: 100 })).toBeUndefined();
    expect(
      learn(
        [
          { 1: 487, 2: 513 },
          { 1: 509, 2: 491 },
        ],
        { 1: 50, 2: 50 },
      ),
    ).toBeUndefined();
  });

  it('follows at once where one version has taken all requests', () => {
    expect(learn([{ 2: 20 }, { 1: 300, 2: 200 }], { 1: 100 })).toEqual({
      2: 100,
    });
  });

  it('waits while a pipeline moves its traffic', () => {
    expect(learn([{ 1: 300, 2: 200 }, { 1: 500 }], { 1: 100 })).toBeUndefined();
    expect(learn([{ 2: 3 }, { 1: 30, 2: 20 }], { 1: 100 })).toBeUndefined();
  });

  it('learns shares once two samples in a row tell the same', () => {
    expect(
      learn(
        [
          { 1: 450, 2: 50 },
          { 1: 460, 2: 40 },
        ],
        { 1: 100 },
      ),
    ).toEqual({ 1: 91, 2: 9 });
    // As small as a canary may be.
    expect(
      learn(
        [
          { 1: 4_900, 2: 100 },
          { 1: 4_895, 2: 105 },
        ],
        { 1: 100 },
      ),
    ).toEqual({ 1: 98, 2: 2 });
    expect(learn([{ 1: 4_990, 2: 0 }, { 1: 4_990 }], { 1: 98, 2: 2 })).toEqual({
      1: 100,
    });
  });

  it.each<[string, Counts[]]>([
    ['alone in the newest window', [{ 1: 1 }, { 2: 400 }]],
    ['among few', [{ 1: 1, 2: 19 }, { 2: 20 }]],
    ['among many', [{ 1: 5, 2: 2_000 }, { 2: 2_000 }]],
    [
      'one in each window',
      [
        { 1: 1, 2: 30 },
        { 1: 1, 2: 30 },
      ],
    ],
    ['of a quiet model', [{ 1: 1 }, { 2: 1 }, { 2: 1 }, { 2: 4 }]],
  ])('is not turned by a straggler %s', (_, windows) => {
    expect(learn(windows, { 2: 100 })).toBeUndefined();
  });

  it('follows a quiet model too, as far back as its requests are', () => {
    const quiet = Array.from({ length: 20 }, () => ({ 2: 1 }));
    expect(learn(quiet.slice(0, 10).concat({ 2: 10 }), { 1: 100 })).toEqual({
      2: 100,
    });
    // All there was in a week, and each of another version.
    expect(learn(quiet.slice(0, 3), { 1: 100 })).toEqual({ 2: 100 });
  });

  it('gives whole percents that sum to 100', () => {
    expect(learn([{ 1: 333, 2: 333, 3: 334 }])).toEqual({
      1: 33,
      2: 33,
      3: 34,
    });
    expect(learn([{ 1: 98_700, 2: 1_300 }])).toEqual({ 1: 99, 2: 1 });
  });

  it('takes nothing for a share where no version has one', () => {
    const each = Object.fromEntries(
      Array.from({ length: 200 }, (_, version) => [version + 1, 1]),
    );
    expect(learn([each])).toBeUndefined();
  });
});
