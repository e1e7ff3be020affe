import {
  InferenceBatch,
  InferenceProfiler,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { toInferenceRow } from './InferenceRow';
import { InferenceTable } from './InferenceTable';
import { insertInferences } from './insertInferences';
import { FeedbackKey, savePendingFeedback } from './pendingFeedback';

export interface WriteBatchOptions {
  table: InferenceTable;
  profiler: InferenceProfiler;
  modelKeyOf(modelRef: string): number;
}

/**
 * Stores a batch and counts what is new of it, in one transaction: a record
 * that was there already is neither stored nor counted again.
 *
 * @returns keys that may now have both an inference and an outcome to it
 */
export async function writeBatch(
  { table, profiler, modelKeyOf }: WriteBatchOptions,
  { inferences, feedback }: InferenceBatch,
): Promise<FeedbackKey[]> {
  const keyed = feedback.map(each => ({
    ...each,
    modelKey: modelKeyOf(each.modelRef),
  }));
  return profiler.transaction(async trx => {
    const session = await profiler.begin(trx, inferences);
    const rows = inferences.map(inference =>
      toInferenceRow(
        inference,
        modelKeyOf(inference.modelRef),
        inference.keepsBody ? {} : session.predictionOf(inference),
      ),
    );
    const inserted = (await insertInferences(trx, table, rows)).map(
      index => inferences[index],
    );
    await session.count(inserted);
    await savePendingFeedback(trx, keyed);
    return [
      ...keyed,
      ...inserted.map(({ modelRef, inferenceId, row, timeMs }) => ({
        modelKey: modelKeyOf(modelRef),
        inferenceId,
        row,
        timeMs,
      })),
    ];
  });
}
