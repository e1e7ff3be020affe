import { everyCell } from './cells';
import { chooseCells } from './chooseCells';

const all = everyCell();
const idsOf = (cells: number, seed: number) =>
  chooseCells(all, { cells, seed, cell: 0 }).map(({ id }) => id);

describe('chooseCells', () => {
  it('chooses the same by the same seed, and others by another', () => {
    expect(idsOf(40, 1)).toEqual(idsOf(40, 1));
    expect(idsOf(40, 1)).not.toEqual(idsOf(40, 2));
  });

  it('chooses as many as are asked for, none twice, in their order', () => {
    const ids = idsOf(40, 1);
    expect(new Set(ids).size).toBe(40);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
  });

  it('leaves none out when all are asked for', () => {
    expect(idsOf(0, 1)).toEqual(all.map(({ id }) => id));
  });

  it('finds one by its id', () => {
    const chosen = chooseCells(all, { cells: 0, seed: 1, cell: 17 });
    expect(chosen).toEqual([all[16]]);
    expect(() => chooseCells(all, { cells: 0, seed: 1, cell: 9_999 })).toThrow(
      `There is no cell 9999: there are 1 to ${all.length}`,
    );
  });
});
