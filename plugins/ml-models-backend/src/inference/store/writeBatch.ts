import { setImmediate as turn } from 'node:timers/promises';
import {
  Inference,
  InferenceBatch,
  InferenceProfiler,
  ProfilingSession,
  WrittenBatch,
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

const NONE_KNOWN: ReadonlySet<Inference> = new Set();

/** A batch that is stored. */
export interface StoredBatch extends WrittenBatch {
  /** Keys that may now have both an inference and an outcome to it. */
  touched: FeedbackKey[];
}

export interface WriteBatchOptions {
  table: InferenceTable;
  profiler: InferenceProfiler;
  modelKeyOf(modelRef: string): number;
}

/**
 * Stores a batch and counts what is new of it, in one transaction: a record
 * that was there already is neither stored nor counted again. What can be made
 * ready before is: another batch may have the database meanwhile.
 */
export async function writeBatch(
  { table, profiler, modelKeyOf }: WriteBatchOptions,
  { inferences, feedback }: InferenceBatch,
): Promise<StoredBatch> {
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
    return { touched: joinable, known: knownOf(inferences, inserted) };
  });
}

/** Most often none is: then there is nothing to do. */
function knownOf(
  inferences: readonly Inference[],
  inserted: readonly NewInference[],
): ReadonlySet<Inference> {
  if (inserted.length === inferences.length) return NONE_KNOWN;
  const fresh = new Set(inserted.map(({ inference }) => inference));
  return new Set(inferences.filter(inference => !fresh.has(inference)));
}

function sumUp(session: ProfilingSession, records: readonly NewInference[]) {
  return session.sumUp(records.map(({ inference }) => inference));
}
