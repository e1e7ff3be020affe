import { Knex } from 'knex';
import { findBaselines } from '../baseline/baselines';
import { BinningLayout } from '../binning/BinningLayout';
import { findLayout } from '../binning/findLayouts';
import { DriftLimits } from '../drift/driftLimits';
import { rememberInMap } from '../../rememberInMap';
import { VersionDrift } from './VersionDrift';

/** Layouts remembered: some 300 kB each for a model of 1,000 features. */
const LAYOUTS_KEPT_MAX = 100;

/** Revisions never change, and parsing one of 1,000 features takes 20 ms. */
const layoutsByDatabase = new WeakMap<Knex, Map<string, BinningLayout>>();

/** @returns by version, for those that have a baseline */
export async function findVersionDrifts(
  knex: Knex,
  modelRef: string,
  versions: readonly number[],
  limits?: DriftLimits,
): Promise<Map<number, VersionDrift>> {
  const baselines = await findBaselines(
    knex,
    versions.map(version => ({ modelRef, version })),
  );
  const drifts = new Map<number, VersionDrift>();
  for (const baseline of baselines) {
    const layout = await findKeptLayout(knex, modelRef, baseline.revision);
    if (layout) {
      drifts.set(baseline.version, new VersionDrift(baseline, layout, limits));
    }
  }
  return drifts;
}

async function findKeptLayout(
  knex: Knex,
  modelRef: string,
  revision: number,
): Promise<BinningLayout | undefined> {
  const layouts =
    layoutsByDatabase.get(knex) ?? new Map<string, BinningLayout>();
  layoutsByDatabase.set(knex, layouts);
  const key = JSON.stringify([modelRef, revision]);
  const layout =
    layouts.get(key) ?? (await findLayout(knex, modelRef, revision));
  if (layout) {
    rememberInMap(layouts, key, layout, LAYOUTS_KEPT_MAX);
  }
  return layout;
}
