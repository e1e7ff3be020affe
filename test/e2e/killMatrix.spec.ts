import { expect, test } from '@playwright/test';
import { everyCell } from '../src/killMatrix/cells';
import { chooseCells } from '../src/killMatrix/chooseCells';
import { runMatrix } from '../src/killMatrix/runMatrix';

/** As many as two minutes are enough for; the bench runs all, on PostgreSQL too. */
const CELLS = 12;

test.describe.configure({ timeout: 600_000 });

test('whatever is killed, and whenever: a deployment ends once, and callers notice nothing', async () => {
  const all = everyCell().filter(({ database }) => database === 'sqlite');
  const cells = chooseCells(all, { cells: CELLS, seed: 1, cell: 0 });
  const { cases, failures } = await runMatrix(cells);
  expect(failures).toEqual([]);
  expect(cases).toBe(CELLS);
});
