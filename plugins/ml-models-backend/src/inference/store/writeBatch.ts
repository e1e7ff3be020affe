import { setImmediate as turn } from 'node:timers/promises';
import {
  InferenceBatch,
  InferenceProfiler,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { askTogether } from '../../sqlite/askTogether';
import { inKeyOrder } from './inKeyOrder';
import { InferenceTable } from './InferenceTable';
import {
  FeedbackKey,
  findPendingKeys,
  savePendingFeedback,
} from './pendingFeedback';

export interface WriteBatchOptions {
  table: InferenceTable;
  profiler: InferenceProfiler;
  modelKeyOf(modelRef: string): number;
}

/**
 * Stores a batch and counts what is new of it, in one transaction: a record
 * that was there already is neither stored nor counted again. What can be made
 * ready before is: another batch may have the database meanwhile.
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
  const records = inKeyOrder(
    inferences.map(inference => ({
      inference,
      modelKey: modelKeyOf(inference.modelRef),
    })),
  );
  const insert = table.prepareInsert(records);
  return profiler.transaction(async trx => {
    const session = await profiler.begin(trx, inferences);
    const sumUp = (some: typeof records) =>
      session.sumUp(some.map(({ inference }) => inference));
    const [inserted, sums] = await Promise.all([
      records.length > 0 ? insert.run(trx, session.predictionOf) : records,
      // A turn later the database is at work. Most often all records are new.
      turn().then(() => sumUp(records)),
    ]);
    const isAll = inserted.length === records.length;
    const touched: FeedbackKey[] = [
      ...keyed,
      ...inserted.map(({ inference, modelKey }) => ({
        modelKey,
        inferenceId: inference.inferenceId,
        row: inference.row,
        timeMs: inference.timeMs,
      })),
    ];
    let joinable = touched;
    await askTogether(trx, [
      () => (isAll ? sums : sumUp(inserted)).add(),
      async () => {
        await savePendingFeedback(trx, keyed);
        if (table.seesAllWrites) joinable = await findPendingKeys(trx, touched);
      },
    ]);
    return joinable;
  });
}
