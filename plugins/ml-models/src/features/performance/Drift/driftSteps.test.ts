import { DrawnSteps, noteOfSteps, reachesBack } from './driftSteps';

const DAY = 24 * 60 * 60;
const PLAIN: DrawnSteps = {
  isEmpty: false,
  hasFaint: false,
  beginsBefore: false,
};

describe('noteOfSteps', () => {
  it('has nothing to say of whole days of the range with enough in each', () => {
    expect(noteOfSteps(DAY, PLAIN)).toBeUndefined();
  });

  it('says what a verdict would not be given by, and what reaches back', () => {
    const all = { isEmpty: false, hasFaint: true, beginsBefore: true };
    expect(noteOfSteps(DAY, all)).toBe(
      'Faint: fewer than 500 records in the step, too few to judge: it may be chance. Steps are whole: the first begins before the range, and counts what came then',
    );
    expect(noteOfSteps(DAY / 2, PLAIN)).toMatch(/^A step shorter than a day/);
  });

  it('says nothing where no step is drawn', () => {
    const empty = { isEmpty: true, hasFaint: true, beginsBefore: true };
    expect(noteOfSteps(DAY / 2, empty)).toBeUndefined();
  });
});

describe('reachesBack', () => {
  const at = (hour: string) => `2026-03-12T${hour}:00:00.000Z`;
  it.each([
    [at('11'), [5, 1], true],
    [at('12'), [5, 1], false],
    // Nothing of what came before is in it.
    [at('11'), [0, 1], false],
  ])('from noon on, %s with n = %j: %s', (start, n, before) => {
    expect(reachesBack({ from: at('12') }, { starts: [start], n })).toBe(
      before,
    );
  });
});
