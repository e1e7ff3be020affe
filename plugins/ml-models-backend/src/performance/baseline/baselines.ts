import { Knex } from 'knex';
import { addPackedCounts, countsIn, packCounts } from '../binning/packCounts';
import { parseCounts, stringifyCounts } from '../quality/Counts';
import { outcomeRuleSchema } from '../quality/OutcomeRule';
import { Baseline } from './Baseline';
import { ExpectedColumns } from './ExpectedColumns';

interface BaselineRow {
  model_ref: string;
  version: number;
  revision: number;
  source: string;
  rows: number;
  counts: Buffer;
  target: string | null;
  columns: string | null;
  outcomes: string;
}

export interface VersionKey {
  modelRef: string;
  version: number;
}

/** Takes the place of first records only; any other baseline stays. */
export async function insertBaseline(
  trx: Knex.Transaction,
  baseline: Baseline,
): Promise<void> {
  if (baseline.source === 'reference') {
    await trx('baselines')
      .where({
        model_ref: baseline.modelRef,
        version: baseline.version,
        source: 'first-records',
      })
      .delete();
  }
  await trx('baselines')
    .insert({
      model_ref: baseline.modelRef,
      version: baseline.version,
      revision: baseline.revision,
      source: baseline.source,
      rows: baseline.rows,
      counts: packCounts(baseline.counts),
      target: baseline.rule ? JSON.stringify(baseline.rule) : null,
      columns: baseline.columns?.toText() ?? null,
      outcomes: stringifyCounts(baseline.outcomes),
    })
    .onConflict(['model_ref', 'version'])
    .ignore();
}

/** @returns those of the versions that have one */
export async function findBaselines(
  knex: Knex,
  versions: readonly VersionKey[],
): Promise<Baseline[]> {
  if (versions.length === 0) {
    return [];
  }
  const rows = await knex('baselines')
    .whereIn(
      ['model_ref', 'version'],
      versions.map(({ modelRef, version }) => [modelRef, version]),
    )
    .select<BaselineRow[]>();
  return rows.map(toBaseline);
}

function toBaseline(row: BaselineRow): Baseline {
  const counts = new Float64Array(countsIn(row.counts));
  addPackedCounts(counts, row.counts);
  return {
    modelRef: row.model_ref,
    version: row.version,
    revision: row.revision,
    source: row.source === 'reference' ? 'reference' : 'first-records',
    rows: row.rows,
    counts,
    rule: row.target
      ? outcomeRuleSchema.parse(JSON.parse(row.target))
      : undefined,
    columns: row.columns ? ExpectedColumns.parse(row.columns) : undefined,
    outcomes: parseCounts(row.outcomes),
  };
}
