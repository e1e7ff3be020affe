import { Knex } from 'knex';
import { Feedback, Inference } from '../Inference';
import { InferenceProfiler } from '../InferenceProfiler';
import { toInferenceRow } from './InferenceRow';
import { insertInferences } from './insertInferences';
import { FeedbackKey, savePendingFeedback } from './pendingFeedback';

/** What one request brings. */
export interface Submission {
  inferences: readonly Inference[];
  feedback: readonly Feedback[];
}

export interface WriteSubmissionsOptions {
  knex: Knex;
  profiler: InferenceProfiler;
  modelKeyOf(modelRef: string): number;
}

/**
 * Stores submissions and counts what is new of them, in one transaction: a
 * record that was there already is neither stored nor counted again.
 *
 * @returns keys that may now have both an inference and an outcome to it
 */
export async function writeSubmissions(
  options: WriteSubmissionsOptions,
  submissions: readonly Submission[],
): Promise<FeedbackKey[]> {
  const { knex, profiler, modelKeyOf } = options;
  const inferences = submissions.flatMap(submission => submission.inferences);
  const feedback = submissions
    .flatMap(submission => submission.feedback)
    .map(each => ({ ...each, modelKey: modelKeyOf(each.modelRef) }));
  return knex.transaction(async trx => {
    const session = await profiler.begin(trx, inferences);
    const rows = inferences.map(inference =>
      toInferenceRow(
        inference,
        modelKeyOf(inference.modelRef),
        inference.keepsBody ? {} : session.predictionOf(inference),
      ),
    );
    const inserted = (await insertInferences(trx, rows)).map(
      index => inferences[index],
    );
    await session.count(inserted);
    await savePendingFeedback(trx, feedback);
    return [
      ...feedback,
      ...inserted.map(each => ({
        ...each,
        modelKey: modelKeyOf(each.modelRef),
      })),
    ];
  });
}
