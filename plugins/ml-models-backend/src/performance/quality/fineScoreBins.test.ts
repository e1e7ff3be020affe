import fc from 'fast-check';
import { findFineScoreBin } from './fineScoreBins';
import { scoreBinOf } from './scoreBins';

/** Neighbours that differ in nothing but their order. */
const scores = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.integer({ min: 0, max: 100 }).map(percent => percent / 100),
  fc.double({ min: -8, max: 0, noNaN: true }).map(power => 10 ** power),
  fc.double({ min: -8, max: 0, noNaN: true }).map(power => 1 - 10 ** power),
);

describe('finer bins of scores', () => {
  it('are in the order of the scores, each within one bin of the histograms', () => {
    fc.assert(
      fc.property(scores, scores, (a, b) => {
        const low = Math.min(a, b);
        const high = Math.max(a, b);
        const lowFine = findFineScoreBin(low) ?? -Infinity;
        const highFine = findFineScoreBin(high) ?? Infinity;
        expect(lowFine).toBeLessThanOrEqual(highFine);
        expect(lowFine < highFine || scoreBinOf(low) === scoreBinOf(high)).toBe(
          true,
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('are no wider than an eighth of the distance to 0 or 1, down to a millionth', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -6, max: Math.log10(0.08), noNaN: true }),
        power => {
          const score = 10 ** power;
          const wider = score * 1.126;
          const places = [score, wider].map(findFineScoreBin);
          expect(places[0]).not.toBe(places[1]);
          const mirrored = [1 - score, 1 - wider].map(findFineScoreBin);
          expect(mirrored[0]).not.toBe(mirrored[1]);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it.each([
    [0, 0],
    [9.9e-7, 0],
    [1e-6, 1],
    [0.00999, 104],
    [0.01, 105],
    [0.0799, 128],
    [0.08, undefined],
    [0.5, undefined],
    [0.9199, undefined],
    [0.92, 129],
    [0.9999, 205],
    [0.9999989, 256],
    [0.999999, 257],
    [1, 257],
  ])(
    'have kept their numbers, by which they are stored: that of %d',
    (score, bin) => {
      expect(findFineScoreBin(score)).toBe(bin);
    },
  );
});
