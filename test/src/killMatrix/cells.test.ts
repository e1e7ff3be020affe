import { PIPELINE_STAGES } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  everyCell,
  everyCombination,
  IMPOSSIBLE,
  nameCell,
  VICTIMS,
} from './cells';
import { KINDS, pointsOf, STEPS } from './kinds';

const cells = everyCell();

describe('the points of a deployment', () => {
  it('are its start, and the inside and the end of each step', () => {
    expect(pointsOf('rollback').map(({ at, step }) => `${at} ${step}`)).toEqual(
      [
        'before start',
        'inside start',
        'after start',
        'inside smoke',
        'after smoke',
        'inside traffic',
        'after traffic',
      ],
    );
  });
});

describe('the matrix', () => {
  it('has no cell twice', () => {
    expect(new Set(cells.map(nameCell)).size).toBe(cells.length);
    expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length);
  });

  it('has every combination, or says why there is none', () => {
    const names = new Set(cells.map(nameCell));
    for (const combination of everyCombination()) {
      const reasons = IMPOSSIBLE.filter(({ isSo }) => isSo(combination));
      expect({
        name: nameCell(combination),
        isCell: names.has(nameCell(combination)),
      }).toEqual({
        name: nameCell(combination),
        isCell: reasons.length === 0,
      });
    }
  });

  it.each([
    ['sqlite', 1],
    ['postgres', 1],
    ['postgres', 2],
  ])('kills everything everywhere on %s with %s', (database, replicas) => {
    const own = cells.filter(
      cell => cell.database === database && cell.replicas === replicas,
    );
    const points = KINDS.reduce(
      (sum, kind) => sum + STEPS[kind].length * 2 + 1,
      0,
    );
    const counts = VICTIMS.map(
      victim => own.filter(cell => cell.victim === victim).length,
    );
    // A runner has the inside and the end of each stage.
    expect(counts).toEqual([
      points,
      PIPELINE_STAGES.length * 2,
      points,
      points,
    ]);
  });

  it('never excludes by a rule that excludes nothing', () => {
    for (const { why, isSo } of IMPOSSIBLE) {
      expect([why, everyCombination().some(isSo)]).toEqual([why, true]);
    }
  });
});
