import {
  ReferenceRow,
  Signature,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { BinningLayout } from '../binning/BinningLayout';
import { findLayout, findNewestRevisions } from '../binning/findLayouts';
import { fitsBinning, makeBinnings } from '../binning/reviseBinning';
import { lockMerging } from '../profile/mergeSpans';
import { addCounts, Counts } from '../quality/Counts';
import { countOutcome } from '../quality/countOutcome';
import { OutcomeRule } from '../quality/OutcomeRule';
import { Baseline } from './Baseline';
import { insertBaseline, VersionKey } from './baselines';
import { ExpectedColumns } from './ExpectedColumns';

export interface FrozenSource extends VersionKey {
  source: Baseline['source'];
  rows: ReferenceRow[];
  signature: Signature;
  rule?: OutcomeRule;
}

/**
 * Counts rows in the bins of their model, and keeps that as the baseline of a
 * version. A reference takes the place of first records; otherwise the baseline
 * that is there stays.
 *
 * Race prevented: two replicas that make the next revision of a binning at the
 * same time.
 */
export async function freezeBaseline(
  trx: Knex.Transaction,
  { modelRef, version, source, rows, signature, rule }: FrozenSource,
): Promise<void> {
  await lockMerging(trx, modelRef);
  const layout = await findOrMakeLayout(trx, modelRef, rows, signature);
  await insertBaseline(trx, {
    modelRef,
    version,
    revision: layout.revision,
    source,
    rows: rows.length,
    counts: countReference(layout, rows),
    rule,
    columns: ExpectedColumns.of(rows, signature),
    outcomes: countReferenceOutcomes(rows, rule),
  });
}

async function findOrMakeLayout(
  trx: Knex.Transaction,
  modelRef: string,
  rows: readonly ReferenceRow[],
  signature: Signature,
): Promise<BinningLayout> {
  const proposed = makeBinnings(rows, signature);
  const newest = (await findNewestRevisions(trx, [modelRef])).get(modelRef);
  const present =
    newest === undefined ? undefined : await findLayout(trx, modelRef, newest);
  if (
    present &&
    fitsBinning(present, proposed, countReference(present, rows))
  ) {
    return present;
  }
  const layout = new BinningLayout((newest ?? 0) + 1, proposed);
  await trx('binnings').insert({
    model_ref: modelRef,
    revision: layout.revision,
    features: JSON.stringify(proposed),
  });
  return layout;
}

function countReference(
  layout: BinningLayout,
  rows: readonly ReferenceRow[],
): Float64Array {
  const counts = new Float64Array(layout.length);
  for (const row of rows) {
    layout.count(counts, row);
  }
  return counts;
}

function countReferenceOutcomes(
  rows: readonly ReferenceRow[],
  rule: OutcomeRule | undefined,
): Counts {
  const outcomes: Counts = new Map();
  for (const { outputs, target } of rows) {
    const outcome = rule && target && countOutcome(rule, outputs, target);
    if (outcome) {
      addCounts(outcomes, outcome);
    }
  }
  return outcomes;
}
