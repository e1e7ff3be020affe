import {
  InferenceBatch,
  InferenceProfiler,
} from '@noshelfware/backstage-plugin-ml-models-node';
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
    const inserted = await insertInferences(
      trx,
      table,
      inferences.map(inference => ({
        inference,
        modelKey: modelKeyOf(inference.modelRef),
        prediction: inference.keepsBody
          ? undefined
          : session.predictionOf(inference),
      })),
    );
    await session.count(inserted.map(({ inference }) => inference));
    await savePendingFeedback(trx, keyed);
    return [
      ...keyed,
      ...inserted.map(({ inference, modelKey }) => ({
        modelKey,
        inferenceId: inference.inferenceId,
        row: inference.row,
        timeMs: inference.timeMs,
      })),
    ];
  });
}
