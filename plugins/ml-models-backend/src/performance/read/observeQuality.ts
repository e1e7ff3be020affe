import { Knex } from 'knex';
import type { ComparedQuality } from '../../deployments/canary/ComparedQuality';
import { compareQuality } from '../quality/compareQuality';
import { Counts } from '../quality/Counts';
import { ComparedVersion } from './compareOutputs';
import { readWindows } from './readWindows';
import { addUpWindows } from './summariseWindows';

/**
 * By the outcomes that have arrived of what both predicted meanwhile. As outputs are,
 * they are compared by whole windows: an outcome that is corrected takes out of a sum
 * what it had added, which would not be in one of less.
 */
export async function observeQuality(
  knex: Knex,
  { candidate, live }: { candidate: ComparedVersion; live: ComparedVersion },
): Promise<ComparedQuality[]> {
  const outcomesOf = async (side: ComparedVersion): Promise<Counts> =>
    addUpWindows(await readWindows(knex, side)).outcomes;
  return compareQuality(await outcomesOf(candidate), await outcomesOf(live));
}
