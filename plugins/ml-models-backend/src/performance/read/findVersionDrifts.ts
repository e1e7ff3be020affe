import { Knex } from 'knex';
import { findBaselines } from '../baseline/baselines';
import { findLayout } from '../binning/findLayouts';
import { VersionDrift } from './VersionDrift';

/** @returns by version, for those that have a baseline */
export async function findVersionDrifts(
  knex: Knex,
  modelRef: string,
  versions: readonly number[],
): Promise<Map<number, VersionDrift>> {
  const baselines = await findBaselines(
    knex,
    versions.map(version => ({ modelRef, version })),
  );
  const drifts = new Map<number, VersionDrift>();
  for (const baseline of baselines) {
    const layout = await findLayout(knex, modelRef, baseline.revision);
    if (layout) {
      drifts.set(baseline.version, new VersionDrift(baseline, layout));
    }
  }
  return drifts;
}
