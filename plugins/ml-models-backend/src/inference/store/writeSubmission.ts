import { Knex } from 'knex';
import { Feedback, Inference } from '../Inference';
import { InferenceProfiler } from '../InferenceProfiler';
import { toInferenceRow } from './InferenceRow';
import { InferenceTable } from './InferenceTable';
import { insertInferences } from './insertInferences';
import { FeedbackKey, savePendingFeedback } from './pendingFeedback';

/** What one request brings. */
export interface Submission {
  inferences: readonly Inference[];
  feedback: readonly Feedback[];
}

export interface WriteSubmissionOptions {
  knex: Knex;
  table: InferenceTable;
  profiler: InferenceProfiler;
  modelKeyOf(modelRef: string): number;
}

/**
 * Stores a submission and counts what is new of it, in one transaction: a record
 * that was there already is neither stored nor counted again.
 *
 * @returns keys that may now have both an inference and an outcome to it
 */
export async function writeSubmission(
  options: WriteSubmissionOptions,
  { inferences, feedback }: Submission,
): Promise<FeedbackKey[]> {
  const { knex, table, profiler, modelKeyOf } = options;
  const keyed = feedback.map(each => ({
    ...each,
    modelKey: modelKeyOf(each.modelRef),
  }));
  return knex.transaction(async trx => {
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
