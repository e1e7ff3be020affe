import { seededRandom } from '../ingest/seededRandom';
import { Cell } from './cells';

export interface Choice {
  /** How many to run; 0: all. */
  cells: number;
  /** Chooses which. */
  seed: number;
  /** The id of the only one to run; 0: as many as `cells` says. */
  cell: number;
}

/**
 * @returns those to run, in the order of their ids: those of one setting one after
 *   the other
 * @throws Error when there is no cell of that id
 */
export function chooseCells(
  all: readonly Cell[],
  { cells, seed, cell }: Choice,
): Cell[] {
  if (cell !== 0) {
    const found = all.find(({ id }) => id === cell);
    if (!found) {
      throw new Error(`There is no cell ${cell}: there are 1 to ${all.length}`);
    }
    return [found];
  }
  const count = cells === 0 ? all.length : cells;
  return shuffled(all, seededRandom(seed))
    .slice(0, count)
    .sort((a, b) => a.id - b.id);
}

/** Fisher and Yates's: every order is as likely as every other. */
function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const left = [...items];
  for (let last = left.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [left[last], left[other]] = [left[other], left[last]];
  }
  return left;
}
