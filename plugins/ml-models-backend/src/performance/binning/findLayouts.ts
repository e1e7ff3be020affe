import { Knex } from 'knex';
import { z } from 'zod';
import { BinningLayout } from './BinningLayout';
import { featureBinningSchema } from './FeatureBinning';

const featuresSchema = z.array(featureBinningSchema);

/** @returns undefined for a model without this revision */
export async function findLayout(
  knex: Knex,
  modelRef: string,
  revision: number,
): Promise<BinningLayout | undefined> {
  const row = await knex('binnings')
    .where({ model_ref: modelRef, revision })
    .first<{ features: string } | undefined>('features');
  return (
    row &&
    new BinningLayout(revision, featuresSchema.parse(JSON.parse(row.features)))
  );
}

/** @returns the newest revision by model, for models that have one */
export async function findNewestRevisions(
  knex: Knex,
  modelRefs: readonly string[],
): Promise<Map<string, number>> {
  const rows = await knex('binnings')
    .whereIn('model_ref', [...modelRefs])
    .groupBy('model_ref')
    .select<{ model_ref: string; newest: number }[]>(
      'model_ref',
      knex.raw('max(revision) AS newest'),
    );
  return new Map(rows.map(row => [row.model_ref, Number(row.newest)]));
}
