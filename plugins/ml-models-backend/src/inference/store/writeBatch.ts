import { setImmediate as turn } from 'node:timers/promises';
import {
  InferenceBatch,
  InferenceProfiler,
  ProfilingSession,
} from '@noshelfware/backstage-plugin-ml-models-node';
import {
  askTogether,
  settleAll,
  takesQuestionsAhead,
} from '../../sqlite/askTogether';
import { NewInference } from './InferenceRow';
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
  const insert = await table.prepareInsert(records);
  return profiler.transaction(async trx => {
    const beginning = profiler.begin(trx, inferences);
    // A turn later the database has been asked what counting needs to know.
    const asked = takesQuestionsAhead(trx) ? turn() : beginning;
    const [session, inserted, sums] = await settleAll([
      beginning,
      asked.then(() =>
        records.length > 0 ? insert.run(trx, beginning) : records,
      ),
      // Meanwhile. Most often all records are new.
      asked.then(async () => sumUp(await beginning, records)),
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
      () => (isAll ? sums : sumUp(session, inserted)).add(),
      async () => {
        await savePendingFeedback(trx, keyed);
        if (table.seesAllWrites) joinable = await findPendingKeys(trx, touched);
      },
    ]);
    return joinable;
  });
}

function sumUp(session: ProfilingSession, records: readonly NewInference[]) {
  return session.sumUp(records.map(({ inference }) => inference));
}
