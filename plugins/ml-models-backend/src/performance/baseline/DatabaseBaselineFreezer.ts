import { ReferenceRow } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import {
  BaselineFreezer,
  BaselineSource,
} from '../../versions/BaselineFreezer';
import { BinningLayout } from '../binning/BinningLayout';
import { findLayout, findNewestRevisions } from '../binning/findLayouts';
import { fitsBinning, makeBinnings } from '../binning/reviseBinning';
import { addCounts, Counts } from '../quality/Counts';
import { countOutcome } from '../quality/countOutcome';
import { findClasses } from '../quality/findClasses';
import { findOutcomeRule, OutcomeRule } from '../quality/OutcomeRule';
import { insertBaseline } from './baselines';
import { ExpectedColumns } from './ExpectedColumns';

/** Counts the reference of a version in the bins of its model. */
export class DatabaseBaselineFreezer implements BaselineFreezer {
  /** Does nothing for a version without reference rows. */
  async freeze(trx: Knex.Transaction, source: BaselineSource): Promise<void> {
    if (source.referenceRows.length === 0) {
      return;
    }
    const { modelRef, version, referenceRows: rows } = source;
    const layout = await findOrMakeLayout(trx, source);
    const rule = findRule(source);
    await insertBaseline(trx, {
      modelRef,
      version,
      revision: layout.revision,
      source: 'reference',
      rows: rows.length,
      counts: countReference(layout, rows),
      rule,
      columns: ExpectedColumns.of(rows, source.report.signature),
      outcomes: countReferenceOutcomes(rows, rule),
    });
  }
}

function findRule({
  report,
  referenceRows,
}: BaselineSource): OutcomeRule | undefined {
  const rule = findOutcomeRule(report);
  return rule?.kind === 'multiclass'
    ? { ...rule, classes: findClasses(referenceRows, rule) }
    : rule;
}

async function findOrMakeLayout(
  trx: Knex.Transaction,
  { modelRef, report, referenceRows }: BaselineSource,
): Promise<BinningLayout> {
  const proposed = makeBinnings(referenceRows, report.signature);
  const newest = (await findNewestRevisions(trx, [modelRef])).get(modelRef);
  const present =
    newest === undefined ? undefined : await findLayout(trx, modelRef, newest);
  if (
    present &&
    fitsBinning(present, proposed, countReference(present, referenceRows))
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
