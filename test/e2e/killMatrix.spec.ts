import { expect, test } from '@playwright/test';
import { everyCell } from '../src/killMatrix/cells';
import { chooseCells } from '../src/killMatrix/chooseCells';
import { runMatrix } from '../src/killMatrix/runMatrix';

/** As many as five minutes are enough for, of all settings; the bench runs all. */
const CELLS = 40;

test.describe.configure({ timeout: 1_200_000 });

test('whatever is killed, and whenever: a deployment ends once, and callers notice nothing', async () => {
  const cells = chooseCells(everyCell(), { cells: CELLS, seed: 1, cell: 0 });
  const { cases, failures } = await runMatrix(cells);
  expect(failures).toEqual([]);
  expect(cases).toBe(CELLS);
});
