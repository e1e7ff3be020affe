import { Knex } from 'knex';
import {
  BaselineFreezer,
  BaselineSource,
} from '../../versions/BaselineFreezer';
import { findClasses } from '../quality/findClasses';
import { findOutcomeRule, OutcomeRule } from '../quality/OutcomeRule';
import { freezeBaseline } from './freezeBaseline';

/** Counts the reference of a version in the bins of its model. */
export class DatabaseBaselineFreezer implements BaselineFreezer {
  /** Does nothing for a version without reference rows. */
  async freeze(trx: Knex.Transaction, source: BaselineSource): Promise<void> {
    if (source.referenceRows.length === 0) {
      return;
    }
    const { modelRef, version, report, referenceRows } = source;
    await freezeBaseline(trx, {
      modelRef,
      version,
      source: 'reference',
      rows: referenceRows,
      signature: report.signature,
      rule: findRule(source),
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
